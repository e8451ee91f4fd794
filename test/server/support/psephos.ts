import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const MAIN = resolve(import.meta.dirname, "../../../src/cli/main.ts");

/** A `psephos serve` as people start it. */
export interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Code of the process, or of the error that it ended with. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly code: string | undefined }>;
}

export function psephosServe(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, "serve", ...args, "--json"], {
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  const ended = once(child, "close").then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    code: /"code":\s*"([A-Z_]+)"/.exec(output)?.[1],
  }));
  return { child, output: () => output, ended };
}

/** The address it printed, once it listens. */
export async function listening({ child, output, ended }: Run): Promise<string> {
  const failed = ended.then(() => assert.fail(output()));
  for (;;) {
    const [, url] = /runs at (http:\S+)/.exec(output()) ?? [];
    if (url !== undefined) return url;
    await Promise.race([once(child.stderr!, "data"), failed]);
  }
}
