import { spawn } from "node:child_process";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** What this process started ends with it. */
export function stopAll() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a program to its end; its lines go to `onLine`, and into the error if it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, onLine?: (line: string) => void }} options
 * @returns {Promise<void>}
 */
export async function run(command, args, { cwd, onLine }) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let output = "";
  let rest = "";
  /** @param {Buffer} data */
  const receive = (data) => {
    output += data.toString("utf8");
    const lines = (rest + data.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine?.(line);
  };
  child.stdout.on("data", receive);
  child.stderr.on("data", receive);
  /** @type {Promise<number | NodeJS.Signals | null>} */
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
  const result = await ended.finally(() => running.delete(child));
  if (result !== 0) throw new Error(output.trim() || `${command} ended with ${result}`);
}
