import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { simulatedKeys } from "../../../scripts/bench/simulated.ts";
import type { Deployment } from "../../../src/chain/deployments.ts";
import type { PartName } from "../../../src/server/part.ts";
import type { VerifyingKeys } from "../../../src/server/relayer/intake/verifying-keys.ts";
import type { Tree } from "../../../src/server/config/tree.ts";
import type { Stage } from "../relayer/sending/stage.ts";

/** What a process of services is told to run. */
export interface Order {
  readonly config: Tree;
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** Number of the local chain's account that sends. */
  readonly account: number;
  readonly keys: VerifyingKeys;
}

/** What it may be told while it runs: a step at which it ends itself with SIGKILL, or waits, or that it waits no more. */
export interface Word {
  readonly deadlyStep?: string;
  readonly heldStep?: string;
}

/** What it says: where it serves, that it heard a word, that it waits at the held step. */
export type Said = { readonly url: string } | "heard" | "held";

/** A process of its own with the real composition of services. */
export interface Services {
  readonly url: string;
  readonly child: ChildProcess;
  /** Resolves to what ended it. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** All that it wrote. */
  log(): string;
  /** From now on it ends itself at this step. */
  arm(deadlyStep: string): Promise<void>;
  /** From now on it waits at this step; resolves to what resolves once it is there. */
  hold(heldStep: string): Promise<{ readonly held: Promise<void> }>;
  /** What was held goes on. */
  release(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, "run-services.ts");
const running = new Set<ChildProcess>();
const written: string[] = [];

export interface ServicesInput {
  readonly stage: Stage;
  /** Null for a database in the folder. */
  readonly databaseUrl: string | null;
  readonly folder: string;
  readonly parts?: readonly PartName[];
  readonly account?: number;
  readonly rpcUrl?: string;
  readonly relayer?: Tree;
  readonly chain?: Tree;
}

/** Relayer and indexer, unless told otherwise, with short delays and small batches. */
export async function startServices(input: ServicesInput): Promise<Services> {
  const child = fork(PROGRAM, { serialization: "advanced", stdio: ["ignore", "pipe", "pipe", "ipc"] });
  running.add(child);
  const chunks: string[] = [];
  const note = (data: Buffer): void => {
    chunks.push(data.toString());
    written.push(data.toString());
  };
  child.stdout?.on("data", note);
  child.stderr?.on("data", note);
  const ended = once(child, "exit").then(([exitCode, signal]) => {
    running.delete(child);
    return { exitCode: exitCode as number | null, signal: signal as string | null };
  });
  const serves = heard(child, (said) => (typeof said === "object" ? said.url : undefined));
  child.send(orderOf(input));
  const url = await Promise.race([
    serves,
    ended.then(({ exitCode, signal }) => {
      throw new Error(`ended before it served (${exitCode ?? signal}): ${chunks.join("")}`);
    }),
  ]);
  const tell = async (word: Word): Promise<void> => {
    const answer = heard(child, (said) => said === "heard" || undefined);
    child.send(word);
    await answer;
  };
  return {
    url,
    child,
    ended,
    log: () => chunks.join(""),
    arm: (deadlyStep) => tell({ deadlyStep }),
    async hold(heldStep) {
      const held = heard(child, (said) => said === "held" || undefined);
      await tell({ heldStep });
      return { held: held.then(() => undefined) };
    },
    release: () => tell({}),
  };
}

function orderOf(input: ServicesInput): Order {
  const { stage, databaseUrl, folder, account = 8, rpcUrl = stage.test.local.url, relayer = {}, chain = {} } = input;
  const { parts = ["relayer", "indexer"] } = input;
  return {
    rpcUrl,
    account,
    deployment: stage.test.deployment,
    keys: simulatedKeys(),
    config: {
      parts: [...parts],
      port: 0,
      data: folder,
      chain,
      ...(databaseUrl === null ? {} : { database: { url: databaseUrl } }),
      relayer: { minDelaySeconds: 0, maxDelaySeconds: 1, closingMarginSeconds: 5, batchSize: 8, ...relayer },
      indexer: { pollMs: 50 },
      watcher: { intervalSeconds: 1 },
      http: { readPerMinute: 0, writePerMinute: 0, maxEventLoopDelayMs: 0 },
    },
  };
}

/** The first thing it says in which `pick` finds something. */
function heard<Found>(child: ChildProcess, pick: (said: Said) => Found | undefined): Promise<Found> {
  return new Promise((resolve) => {
    const listen = (said: Said): void => {
      const found = pick(said);
      if (found === undefined) return;
      child.off("message", listen);
      resolve(found);
    };
    child.on("message", listen);
  });
}

/** What all processes of this test run have written so far. */
export function allLogs(): string {
  return written.join("");
}

/** Those that a failed test left behind, too. */
export async function killServices(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    }),
  );
}
