import { findBadProofs } from "./groth16/batch.ts";
import { isPsephosError } from "../errors.ts";
import { parseProof } from "./encode.ts";
import { Engine } from "./groth16/engine.ts";
import { prepareKey, type PreparedKey } from "./groth16/prepared-key.ts";
import type { BatchVerdict, Proof, VerifyingKey } from "./proof.ts";
import { randomCoefficients } from "./groth16/randomness.ts";

/** Whether the proof holds. False only for well-formed wrong proofs; malformed ones throw PROOF_MALFORMED. */
export async function verifyProof({ key, proof }: { key: VerifyingKey; proof: Proof }): Promise<boolean> {
  const parsed = parseProof({ proof, key });
  const verifier = await createVerifier(key);
  return verifier([parsed]).ok;
}

/** Verifies many proofs for one key together on this thread; a malformed proof counts as a bad one. */
export async function verifyBatch({
  key,
  proofs,
}: {
  key: VerifyingKey;
  proofs: readonly Proof[];
}): Promise<BatchVerdict> {
  const verifier = await createVerifier(key);
  return verifier(proofs);
}

export type BatchVerifier = (proofs: readonly Proof[]) => BatchVerdict;

/** A verifier that keeps the prepared key in memory of its own. */
export async function createVerifier(key: VerifyingKey, module?: WebAssembly.Module): Promise<BatchVerifier> {
  const engine = await Engine.create(module);
  const prepared = prepareKey(engine, key);
  return (proofs) => verifyWith({ engine, key, prepared, proofs });
}

function verifyWith(batch: {
  engine: Engine;
  key: VerifyingKey;
  prepared: PreparedKey;
  proofs: readonly Proof[];
}): BatchVerdict {
  const { engine, key, prepared, proofs } = batch;
  const bad: number[] = [];
  const wellFormed: { index: number; proof: Proof }[] = [];
  proofs.forEach((proof, index) => {
    const parsed = tryParse(proof, key);
    if (parsed === undefined) bad.push(index);
    else wellFormed.push({ index, proof: parsed });
  });
  const wrong = findBadProofs({
    engine,
    key: prepared,
    proofs: wellFormed.map(({ proof }) => proof),
    coefficients: randomCoefficients(wellFormed.length),
  });
  bad.push(...wrong.map((position) => wellFormed[position]!.index));
  bad.sort((a, b) => a - b);
  return { ok: bad.length === 0, bad };
}

function tryParse(proof: unknown, key: VerifyingKey): Proof | undefined {
  try {
    return parseProof({ proof, key });
  } catch (error) {
    if (isPsephosError(error, "PROOF_MALFORMED")) return undefined;
    throw error;
  }
}
