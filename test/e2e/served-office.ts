import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");

/** `psephos serve` as an operator runs it: a process of its own. */
export interface Services {
  readonly url: string;
  /** JSON-RPC address of its chain. */
  readonly rpcUrl: string;
  /** All that it ever printed. */
  readonly output: () => string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export async function serveIn({
  data,
  config,
  options = [],
}: {
  data: string;
  config: string;
  options?: readonly string[];
}): Promise<Services> {
  const { PATH, HOME } = process.env;
  const args = [MAIN, "serve", "--data", data, "--config", config, "--port", "0", ...options];
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (output += part.toString()));
  const ended = once(child, "close").then(([code]) => code as number | null);
  const [url, rpcUrl] = await announced(child, { output: () => output, ended });
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { url, rpcUrl, output: () => output, stop };
}

/** Runs a command as a process of its own, and interrupts it (Ctrl-C) as soon as it says `at`. */
export async function interruptAt(at: string, args: readonly string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, HOME }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += part.toString();
      if (output.includes(at)) child.kill("SIGINT");
    });
  }
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  assert.equal(signal, "SIGINT", output);
  return output;
}

async function announced(
  child: ChildProcess,
  { output, ended }: { output: () => string; ended: Promise<unknown> },
): Promise<[string, string]> {
  const failed = ended.then(() => assert.fail(output()));
  for (;;) {
    const [, url] = /runs at (http:\S+)/.exec(output()) ?? [];
    const [, rpcUrl] = /at (http:\S+)\n[^]*Ctrl-C/.exec(output().replace(/.*runs at.*\n/, "")) ?? [];
    if (url !== undefined && rpcUrl !== undefined) return [url, rpcUrl];
    await Promise.race([once(child.stdout!, "data"), failed]);
  }
}
