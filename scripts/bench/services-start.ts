/** How long `psephos serve` takes from its command line until it is ready, in an empty folder and in one that it has used. Runs alone too. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { runScript } from "../system/run-script.ts";
import { round } from "./measure.ts";

export interface StartFigures {
  /** With a chain of its own to start and contracts to deploy. */
  readonly emptySeconds: number;
  readonly usedSeconds: number;
}

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");
const READY_EVERY_MS = 50;

export async function startFigures(): Promise<StartFigures> {
  const folder = await mkdtemp(join(tmpdir(), "psephos-bench-"));
  try {
    return {
      emptySeconds: round(await secondsUntilReady(folder)),
      usedSeconds: round(await secondsUntilReady(folder)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsUntilReady(folder: string): Promise<number> {
  const start = performance.now();
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, "serve", "--data", folder, "--port", "0", "--json"], {
    env: { PATH, HOME },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      const [, url] = /runs at (http:\S+)/.exec(line) ?? [];
      if (url === undefined) continue;
      while (!(await fetch(`${url}/health/ready`)).ok) await pause(READY_EVERY_MS);
      return (performance.now() - start) / 1_000;
    }
    throw new Error("The services ended before they were ready.");
  } finally {
    child.stderr.resume();
    child.kill("SIGTERM");
    await ended;
  }
}

if (import.meta.main) {
  await runScript(async () => console.log(JSON.stringify(await startFigures(), undefined, 2)));
}
