import { BASE_FIELD, FIELD, inverse } from "../../src/crypto/field.ts";
import { signalCount, type Proof, type VerifyingKey } from "../../src/proofs/proof.ts";
import { g1, g1Words, g2, g2OutsideSubgroup, g2Words, uncheckedG2 } from "./reference-verifier.ts";

export interface Mutation {
  readonly name: string;
  readonly proof: Proof;
}

/** Well-formed proofs made from a right one: words below q, signals below r. Some are right, most are wrong. */
export function mutations(key: VerifyingKey, proof: Proof): Mutation[] {
  const [a, b, c] = [proof.words.slice(0, 2), proof.words.slice(2, 6), proof.words.slice(6, 8)] as const;
  const proofOf = (name: string, words: readonly bigint[], signals = proof.signals): Mutation => ({
    name,
    proof: { words, signals },
  });
  const signalsWith = (index: number, value: bigint): bigint[] => proof.signals.with(index, value);
  const nothing = [0n, 0n];
  return [
    proofOf("unchanged", proof.words),
    ...[2n, 3n, 2n ** 200n + 1n].map((t) => proofOf(`re-randomised by ${t}`, rerandomised(proof, t))),
    ...proof.words.map((word, index) =>
      proofOf(`word ${index} plus 1`, proof.words.with(index, (word + 1n) % BASE_FIELD)),
    ),
    ...proof.words.map((_, index) => proofOf(`word ${index} zero`, proof.words.with(index, 0n))),
    ...proof.words.map((_, index) => proofOf(`word ${index} q − 1`, proof.words.with(index, BASE_FIELD - 1n))),
    proofOf("A negated", [...g1Words(g1(a)!.negate()), ...b, ...c]),
    proofOf("B negated", [...a, ...g2Words(g2(b)!.negate()), ...c]),
    proofOf("A and B negated", [...g1Words(g1(a)!.negate()), ...g2Words(g2(b)!.negate()), ...c]),
    proofOf("A and C swapped", [...c, ...b, ...a]),
    proofOf("A infinity", [...nothing, ...b, ...c]),
    proofOf("B infinity", [...a, ...nothing, ...nothing, ...c]),
    proofOf("C infinity", [...a, ...b, ...nothing]),
    proofOf(
      "all infinity",
      proof.words.map(() => 0n),
    ),
    ...[7n, 8n, 9n].map((seed) => proofOf(`B off the subgroup ${seed}`, [...a, ...g2OutsideSubgroup(seed), ...c])),
    proofOf("B plus a point off the subgroup", [
      ...a,
      ...g2Words(g2(b)!.add(uncheckedG2(g2OutsideSubgroup(5n)))),
      ...c,
    ]),
    proofOf("A off the curve, C too", [1n, 3n, ...b, 1n, 3n]),
    proofOf("C doubled", [...a, ...b, ...g1Words(g1(c)!.double())]),
    proofOf("coefficients of B swapped", [...a, b[1]!, b[0]!, b[3]!, b[2]!, ...c]),
    ...proof.signals.map((value, index) =>
      proofOf(`signal ${index} plus 1`, proof.words, signalsWith(index, (value + 1n) % FIELD)),
    ),
    proofOf("two signals swapped", proof.words, [proof.signals[1]!, proof.signals[0]!, ...proof.signals.slice(2)]),
    proofOf("all signals zero", proof.words, new Array<bigint>(signalCount(key)).fill(0n)),
    // What forges proofs where δ = γ: A = α, B = β, C = −vk_x.
    proofOf("α, β and C", [...key.alpha, ...key.beta, ...c]),
    proofOf("α, β and the constant negated", [...key.alpha, ...key.beta, ...g1Words(g1(key.ic.slice(0, 2))!.negate())]),
  ];
}

/** (t·A, B/t, C): another proof of the same statement, that anybody can make. */
function rerandomised({ words }: Proof, t: bigint): bigint[] {
  const a = g1(words.slice(0, 2))!.multiply(t);
  const b = g2(words.slice(2, 6))!.multiply(inverse(t, FIELD));
  return [...g1Words(a), ...g2Words(b), ...words.slice(6, 8)];
}
