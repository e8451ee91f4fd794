import { spawn } from "node:child_process";
import { constants } from "node:os";
import { NODE_24 } from "./paths.mjs";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program under Node 24 in place of this process, as far as its caller can tell: same input and output, signals
 * passed on, same end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 128 and the signal's number after a signal, as shells have it
 */
export function handOver(program, args) {
  const child = spawn(NODE_24, [program, ...args], { stdio: "inherit" });
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // At a terminal Ctrl-C has reached the child already, and a second one may mean "at once" to it.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
