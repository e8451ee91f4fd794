import { resolve } from "node:path";
import { readFileSync } from "node:fs";
import { groth16, type Groth16VerifyingKey } from "snarkjs";
import { CIRCUIT_NAMES, type CircuitName } from "../../src/generated/signals.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { proofToSnarkjs } from "../../src/proofs/encode.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import type { Prover } from "../../src/proofs/prover.ts";
import { verifyMany } from "../../src/proofs/verify-many.ts";
import { createVerifier } from "../../src/proofs/verify.ts";
import { compileEngine } from "../../src/proofs/groth16/engine.ts";
import { alternate, compare, median, timed, type Comparison } from "./measure.ts";
import { sampleInputs } from "./samples.ts";
import { SemaphoreVoter } from "./semaphore.ts";

const BUILD = resolve(import.meta.dirname, "../../build/circuits");

/** Our prover against snarkjs on the same circuit and inputs, both on all cores. */
export async function provingTimes(prover: Prover, rounds: number): Promise<Record<CircuitName, Comparison>> {
  const results = {} as Record<CircuitName, Comparison>;
  for (const circuit of CIRCUIT_NAMES) {
    const inputs = await sampleInputs(circuit);
    const files = [`${BUILD}/${circuit}/circuit.wasm`, `${BUILD}/${circuit}/proving-key.zkey`] as const;
    results[circuit] = await alternate({
      ours: () => prover.prove({ circuit, inputs }),
      peer: () => groth16.fullProve(inputs, ...files),
      rounds,
    });
  }
  return results;
}

/** Our ballot of four options, sealed and weighed, against Semaphore's vote in the clear, rolls of 2^20 both. */
export async function ballotAgainstSemaphore(prover: Prover, rounds: number): Promise<Comparison> {
  const inputs = await sampleInputs("ballot-4");
  const voter = new SemaphoreVoter();
  return alternate({ ours: () => prover.prove({ circuit: "ballot-4", inputs }), peer: () => voter.prove(), rounds });
}

/** Time a proof when many are made at once: what an assembly of voters, or a replay, feels. */
export async function throughput(prover: Prover, count: number): Promise<{ readonly ballot4MsPerProof: number }> {
  const inputs = await sampleInputs("ballot-4");
  const ms = await timed(() =>
    prover.proveMany(Array.from({ length: count }, () => ({ circuit: "ballot-4", inputs }))),
  );
  return { ballot4MsPerProof: Math.round(ms / count) };
}

export interface VerificationTimes {
  readonly proofs: number;
  /** For each proof, one thread against snarkjs one by one, which uses all cores. */
  readonly oneThread: Comparison;
  readonly allCores: Comparison;
}

/** An election's worth: threads take a moment to start, which a handful of proofs would not be worth. */
const VERIFIED_PROOFS = 512;
/** Spells of about the same length: a busy machine then slows all alike. */
const ONE_THREAD_PROOFS = 128;
const ONE_BY_ONE_PROOFS = 16;

/** Proofs of ballot-4, verified by snarkjs one after the other and by our batch, which takes them over and over. */
export async function verificationTimes(distinct: readonly Proof[], rounds: number): Promise<VerificationTimes> {
  const proofs = Array.from({ length: VERIFIED_PROOFS }, (_, index) => distinct[index % distinct.length]!);
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: "ballot-4" });
  const peerKey = JSON.parse(readFileSync(`${BUILD}/ballot-4/verifying-key.json`, "utf8")) as Groth16VerifyingKey;
  const peerProofs = proofs.map(({ words, signals }) => ({
    proof: proofToSnarkjs(words),
    signals: signals.map(String),
  }));
  const verifier = await createVerifier(key, await compileEngine());
  const accept = (ok: boolean): void => {
    if (!ok) throw new Error("a right proof was refused");
  };
  const times = { thread: [] as number[], cores: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const batch = proofs.slice(0, ONE_THREAD_PROOFS);
    const thread = await timed(() => accept(verifier(batch).ok));
    const cores = await timed(async () => accept((await verifyMany({ key, proofs })).ok));
    const sample = peerProofs.slice(0, ONE_BY_ONE_PROOFS);
    const peer = await timed(async () => {
      for (const { proof, signals } of sample) accept(await groth16.verify(peerKey, signals, proof));
    });
    if (round === 0) continue;
    times.thread.push(thread / batch.length);
    times.cores.push(cores / proofs.length);
    times.peer.push(peer / sample.length);
  }
  const peerMs = median(times.peer);
  return {
    proofs: proofs.length,
    oneThread: compare({ oursMs: median(times.thread), peerMs }),
    allCores: compare({ oursMs: median(times.cores), peerMs }),
  };
}
