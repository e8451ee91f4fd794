import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { simulatedKeys } from "../../../scripts/bench/simulated.ts";
import type { Deployment } from "../../../src/chain/deployments.ts";
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
  /** The process ends itself there with SIGKILL. */
  readonly deadlyStep?: string;
}

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
}

const PROGRAM = join(import.meta.dirname, "run-services.ts");
const running = new Set<ChildProcess>();
const written: string[] = [];

export interface ServicesInput {
  readonly stage: Stage;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly account?: number;
  readonly rpcUrl?: string;
  readonly relayer?: Tree;
  readonly chain?: Tree;
}

/** Relayer and indexer with short delays and small batches. */
export async function startServices(input: ServicesInput): Promise<Services> {
  const { stage, databaseUrl, folder, account = 8, rpcUrl = stage.test.local.url, relayer = {}, chain = {} } = input;
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
  const order: Order = {
    rpcUrl,
    account,
    deployment: stage.test.deployment,
    keys: simulatedKeys(),
    config: {
      parts: ["relayer", "indexer"],
      port: 0,
      data: folder,
      chain,
      database: { url: databaseUrl },
      relayer: { minDelaySeconds: 0, maxDelaySeconds: 1, closingMarginSeconds: 5, batchSize: 8, ...relayer },
      indexer: { pollMs: 50 },
      http: { readPerMinute: 0, writePerMinute: 0 },
    },
  };
  child.send(order);
  const url = await Promise.race([
    once(child, "message").then(([said]) => String(said)),
    ended.then(({ exitCode, signal }) => {
      throw new Error(`ended before it served (${exitCode ?? signal}): ${chunks.join("")}`);
    }),
  ]);
  return {
    url,
    child,
    ended,
    log: () => chunks.join(""),
    async arm(deadlyStep) {
      child.send({ deadlyStep });
      await once(child, "message");
    },
  };
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
