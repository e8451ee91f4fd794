/**
 * What refusing junk costs a relayer, processor time of all its threads and HTTP included, beside one verification, which a flood could
 * make it do for each. `services-junk.ts [SUBMISSIONS]` runs alone.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { curves, groth16, type Groth16VerifyingKey } from "snarkjs";
import { FIELD } from "../../src/crypto/field.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { proofToSnarkjs } from "../../src/proofs/encode.ts";
import { openProver } from "../../src/proofs/prove.ts";
import { createVerifier } from "../../src/proofs/verify.ts";
import { runScript } from "../system/run-script.ts";
import { round } from "./measure.ts";
import { sendLoad, startRelayer, type RelayerProcess } from "./relayer/processes.ts";
import { ballotBodies, openRelayStage, writeBodies, type BallotBody, type RelayStage } from "./relayer/stage.ts";
import { sampleInputs } from "./samples.ts";

export interface JunkCost {
  readonly cpuMs: number;
  /** How many times it goes into a verification by snarkjs: of one proof, as services do it that know no batches. */
  readonly perSnarkjsVerification: number;
  readonly answers: Readonly<Record<string, number>>;
}

export interface JunkFigures {
  /** Processor time of one proof of ballot-4 alone. */
  readonly snarkjsCpuMs: number;
  readonly oursCpuMs: number;
  readonly kinds: Readonly<Record<string, JunkCost>>;
  /** All kinds together. */
  readonly mean: Omit<JunkCost, "answers">;
}

interface Junk {
  readonly bodies: (count: number) => Iterable<unknown>;
  /** Of another election than the open one. */
  readonly path?: string;
}

const CIRCUIT = "ballot-4";
const CONNECTIONS = 32;
const WARM_UP = 500;
const VERIFICATIONS = 20;
/** Ballots that are stored before: some junk is one of them again. */
const STORED = 64;

export async function junkFigures(submissions: number): Promise<JunkFigures> {
  const stage = await openRelayStage();
  const relayer = await startRelayer(stage, { place: { folder: join(stage.folder, "database") }, settings: {} });
  try {
    const { snarkjs, ours } = await verificationCosts();
    const stored = [...ballotBodies(stage, STORED)];
    await flood({ stage, relayer, bodies: stored });
    const kinds: Record<string, JunkCost> = {};
    const junk = Object.entries(junkOf(stage, stored));
    const each = Math.ceil(submissions / junk.length);
    for (const [name, { bodies, path }] of junk) {
      await flood({ stage, relayer, path, bodies: bodies(WARM_UP) });
      const before = await relayer.use();
      const { answers } = await flood({ stage, relayer, path, bodies: bodies(each) });
      const cpuMs = ((await relayer.use()).cpuMs - before.cpuMs) / each;
      kinds[name] = { ...costOf(cpuMs, snarkjs), answers };
    }
    const all = Object.values(kinds).map(({ cpuMs }) => cpuMs);
    const mean = costOf(all.reduce((sum, ms) => sum + ms, 0) / all.length, snarkjs);
    return { snarkjsCpuMs: round(snarkjs), oursCpuMs: round(ours), kinds, mean };
  } finally {
    await relayer.stop();
    await stage.close();
  }
}

function costOf(cpuMs: number, snarkjs: number): Omit<JunkCost, "answers"> {
  return { cpuMs: round(cpuMs), perSnarkjsVerification: round(snarkjs / cpuMs) };
}

/** Wrong proofs come last: they make their sender suspect. */
function junkOf(stage: RelayStage, stored: readonly BallotBody[]): Record<string, Junk> {
  const repeat = (count: number, make: (ballot: BallotBody) => unknown): unknown[] =>
    Array.from({ length: count }, (_, index) => make(stored[index % stored.length]!));
  const changed = (change: (ballot: BallotBody) => Partial<BallotBody>) => (count: number) =>
    repeat(count, (ballot) => ({ ...ballot, ...change(ballot) }));
  const fresh = (count: number): Iterable<BallotBody> => ballotBodies(stage, count);
  const increment = (words: readonly string[]): string[] => words.with(0, String(BigInt(words[0]!) + 1n));
  const [{ proof: others }] = stored as [BallotBody];
  return {
    malformed: { bodies: (count) => repeat(count, ({ proof }) => ({ proof, nullifier: "x", extra: [] })) },
    "out of range": { bodies: changed(() => ({ nullifier: String(FIELD) })) },
    "off the curve": { bodies: changed(({ proof }) => ({ proof: increment(proof) })) },
    "for an unknown election": { bodies: fresh, path: "/v1/elections/1000000/ballots" },
    "stored already": { bodies: changed(() => ({})) },
    "with a wrong proof": {
      *bodies(count) {
        for (const ballot of fresh(count)) yield { ...ballot, proof: others };
      },
    },
  };
}

interface Flood {
  readonly stage: RelayStage;
  readonly relayer: RelayerProcess;
  readonly path?: string | undefined;
  readonly bodies: Iterable<unknown>;
}

async function flood({ stage, relayer, path = stage.path, bodies }: Flood) {
  const file = await writeBodies(join(stage.folder, "junk"), bodies);
  return await sendLoad({ url: `${relayer.url}${path}`, file, connections: CONNECTIONS });
}

/** Processor time of one proof, one by one: snarkjs uses several threads. */
async function verificationCosts(): Promise<{ snarkjs: number; ours: number }> {
  const prover = openProver();
  const proof = await prover.prove({ circuit: CIRCUIT, inputs: await sampleInputs(CIRCUIT) });
  await prover.close();
  const file = resolve(import.meta.dirname, `../../build/circuits/${CIRCUIT}/verifying-key.json`);
  const peerKey = JSON.parse(readFileSync(file, "utf8")) as Groth16VerifyingKey;
  const peerProof = proofToSnarkjs(proof.words);
  const signals = proof.signals.map(String);
  const snarkjs = await cpuOf(() => groth16.verify(peerKey, signals, peerProof));
  await (await curves.getCurveFromName("bn128")).terminate();
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: CIRCUIT });
  const verifier = await createVerifier(key);
  return { snarkjs, ours: await cpuOf(() => verifier([proof]).ok) };
}

async function cpuOf(verify: () => boolean | Promise<boolean>): Promise<number> {
  for (let warm = 0; warm < 3; warm++) await verify();
  const before = process.cpuUsage();
  for (let count = 0; count < VERIFICATIONS; count++) {
    if (!(await verify())) throw new Error("a right proof was refused");
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / VERIFICATIONS;
}

if (import.meta.main) {
  await runScript(async () => {
    console.log(JSON.stringify(await junkFigures(Number(process.argv[2] ?? 10_000)), undefined, 2));
  });
}
