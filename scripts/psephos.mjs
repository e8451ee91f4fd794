#!/usr/bin/env node
/** The command `psephos`: sets up if needed, then hands over to src/cli/main.ts under Node 24. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { resolve } from "node:path";
import { NODE_24, ROOT } from "./setup/paths.mjs";
import { setUp } from "./setup/set-up.mjs";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
/** Of the command's own exit codes: the program could not start. */
const EXIT_NOT_SET_UP = 1;

if (await setUp()) {
  const main = resolve(ROOT, "src/cli/main.ts");
  const child = spawn(NODE_24, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // At a terminal Ctrl-C has reached the child already, and a second one may mean "at once" to it.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("close", (code, signal) => (process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)));
} else {
  process.exitCode = EXIT_NOT_SET_UP;
}
