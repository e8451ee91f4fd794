import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { run } from "./run.ts";

const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

// Who pipes into `head` has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await run({
  args: process.argv.slice(2),
  environment: process.env,
  streams: { stdout: process.stdout, stderr: process.stderr },
  isTerminal: process.stdout.isTTY,
  isProgressTerminal: process.stderr.isTTY,
  terminal: process.stdin.isTTY ? { input: process.stdin, output: process.stderr } : undefined,
  readStandardInput: () => text(process.stdin),
  version,
});
