/**
 * How many ballots of four options a relayer takes over HTTP, how soon it answers, what memory that costs, and whether the chain keeps up.
 * Relayer, load, chain and database are processes of one machine, and share its cores. `services-relayer.ts [BALLOTS]` runs alone.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { StorePlace } from "../../src/server/store/open-store.ts";
import { startPostgres } from "../../test/server/support/postgres.ts";
import { runScript } from "../system/run-script.ts";
import { round } from "./measure.ts";
import type { LoadFigures } from "./relayer/load-process.ts";
import { sendLoad, startRelayer, type RelayerProcess } from "./relayer/processes.ts";
import { ballotBodies, openRelayStage, writeBodies, type RelayStage } from "./relayer/stage.ts";

export interface MemoryFigures {
  readonly ballots: number;
  readonly rssMb: number;
  /** JavaScript heap of the main thread, after a collection. */
  readonly heapMb: number;
}

export interface RelayFigures {
  readonly ballots: number;
  /** Accepted, verified and kept, while those before them are sent to the chain. */
  readonly perSecond: number;
  /** Processor time of the relayer for each of them, all threads, sending included. */
  readonly cpuMs: number;
  /** Answers at 100 ballots a second. */
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Accepted, but not mined when the last one of the sustained load was answered, and how long that took to change. */
  readonly unmined: number;
  readonly drainSeconds: number;
  readonly memory: readonly MemoryFigures[];
}

export interface RelayerFigures {
  readonly embedded: RelayFigures;
  readonly server: RelayFigures;
}

const CONNECTIONS = 160;
const STEPS = 5;
const CALM_PER_SECOND = 100;
const CALM_SECONDS = 20;
const WARM_UP_SECONDS = 5;
const DRAIN_SECONDS = 300;
/** Delays hide who sent what; here they would only hide how fast it goes. */
const SETTINGS = { minDelaySeconds: 1, maxDelaySeconds: 2 };

export async function relayerFigures(ballots: { embedded: number; server: number }): Promise<RelayerFigures> {
  const stage = await openRelayStage();
  const postgres = await startPostgres();
  try {
    const embedded = await figuresOf(stage, { place: { folder: join(stage.folder, "db") }, ballots: ballots.embedded });
    const server = await figuresOf(stage, { place: { url: await postgres.createDatabase() }, ballots: ballots.server });
    return { embedded, server };
  } finally {
    await postgres.end();
    await stage.close();
  }
}

async function figuresOf(stage: RelayStage, task: { place: StorePlace; ballots: number }): Promise<RelayFigures> {
  const relayer = await startRelayer(stage, { place: task.place, settings: SETTINGS });
  try {
    const { medianMs, p99Ms } = await calmly(stage, relayer);
    await drain(relayer);
    const step = Math.ceil(task.ballots / STEPS);
    const files: string[] = [];
    // Before any of them is sent: a pause would let the chain catch up.
    for (let index = 0; index < STEPS; index++) {
      files.push(await writeBodies(join(stage.folder, `ballots-${index}`), ballotBodies(stage, step)));
    }
    const memory = [await memoryOf(relayer, 0)];
    let [seconds, cpuMs] = [0, 0];
    for (const [index, file] of files.entries()) {
      const before = await relayer.use();
      seconds += (await send({ stage, relayer, file, connections: CONNECTIONS })).seconds;
      cpuMs += (await relayer.use()).cpuMs - before.cpuMs;
      memory.push(await memoryOf(relayer, step * (index + 1)));
    }
    const left = await relayer.use();
    const drainSeconds = await drain(relayer);
    cpuMs += (await relayer.use()).cpuMs - left.cpuMs;
    const count = step * STEPS;
    return {
      ballots: count,
      perSecond: round(count / seconds),
      cpuMs: round(cpuMs / count),
      ...{ medianMs: round(medianMs), p99Ms: round(p99Ms) },
      unmined: left.unmined,
      drainSeconds: round(drainSeconds),
      memory,
    };
  } finally {
    await relayer.stop();
  }
}

/** What answers take when ballots come evenly, after a few that warm up. */
async function calmly(stage: RelayStage, relayer: RelayerProcess): Promise<LoadFigures> {
  const come = async (seconds: number): Promise<LoadFigures> => {
    const bodies = ballotBodies(stage, seconds * CALM_PER_SECOND);
    const file = await writeBodies(join(stage.folder, "calm"), bodies);
    return send({ stage, relayer, file, connections: CONNECTIONS, perSecond: CALM_PER_SECOND });
  };
  await come(WARM_UP_SECONDS);
  return come(CALM_SECONDS);
}

interface Sent {
  readonly stage: RelayStage;
  readonly relayer: RelayerProcess;
  readonly file: string;
  readonly connections: number;
  readonly perSecond?: number;
}

async function send({ stage, relayer, ...load }: Sent): Promise<LoadFigures> {
  const figures = await sendLoad({ ...load, url: `${relayer.url}${stage.path}` });
  const { 202: _taken, ...others } = figures.answers;
  if (Object.keys(others).length > 0) throw new Error(`The relayer refused: ${JSON.stringify(others)}`);
  return figures;
}

async function memoryOf(relayer: RelayerProcess, ballots: number): Promise<MemoryFigures> {
  const { rssMb, heapMb } = await relayer.memory();
  return { ballots, rssMb: round(rssMb), heapMb: round(heapMb) };
}

/** Seconds until everything is mined. */
async function drain(relayer: RelayerProcess): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { unmined } = await relayer.use();
    const seconds = (performance.now() - start) / 1_000;
    if (unmined === 0) return seconds;
    if (seconds > DRAIN_SECONDS) throw new Error(`${unmined} ballots are not mined after ${DRAIN_SECONDS} s.`);
    await pause(250);
  }
}

if (import.meta.main) {
  await runScript(async () => {
    const ballots = Number(process.argv[2] ?? 10_000);
    console.log(JSON.stringify(await relayerFigures({ embedded: ballots, server: ballots }), undefined, 2));
  });
}
