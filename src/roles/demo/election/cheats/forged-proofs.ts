import { bn254 } from "@noble/curves/bn254.js";
import { loadVerifyingKey } from "../../../../proofs/artifacts.ts";
import type { VerifyingKey } from "../../../../proofs/proof.ts";
import { ballotSignals } from "../../../../protocol/ballot.ts";
import { capacityFor } from "../../../../protocol/rules.ts";
import type { Ballot } from "../../../../protocol/words.ts";
import type { BallotCheats } from "./ballots.ts";

const { Point: G1 } = bn254.G1;

/** Proofs made without knowing anything that they speak of. */
export async function forgedProofs(cheats: BallotCheats): Promise<(readonly [string, Ballot])[]> {
  const { unsent, cast, terms } = cheats;
  const circuit = `ballot-${capacityFor(terms.rules.optionCount)}` as const;
  const { verifyingKey } = await loadVerifyingKey({ circuit });
  const signals = ballotSignals(terms, unsent);
  return [
    ["nothing", { ...unsent, proof: Array.from({ length: 8 }, () => 0n) }],
    ["borrowedProof", { ...unsent, proof: cast[0]!.proof }],
    ["fromPublicKey", { ...unsent, proof: proofFromKey(verifyingKey, signals) }],
  ];
}

/**
 * A = α, B = β, C = −vk_x: satisfies e(A,B) = e(α,β)·e(vk_x,γ)·e(C,δ) for any signals at all where γ = δ, that is where the second
 * phase of a key's set-up was left out.
 */
function proofFromKey({ alpha, beta, ic }: VerifyingKey, signals: readonly bigint[]): bigint[] {
  const point = (at: number) => G1.fromAffine({ x: ic[2 * at]!, y: ic[2 * at + 1]! });
  const combined = signals.reduce(
    (sum, signal, at) => (signal === 0n ? sum : sum.add(point(at + 1).multiplyUnsafe(signal))),
    point(0),
  );
  const { x, y } = combined.negate().toAffine();
  return [...alpha, ...beta, x, y];
}
