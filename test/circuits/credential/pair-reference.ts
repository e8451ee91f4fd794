import { mod } from "../r1cs.ts";
import { poseidon } from "../reference.ts";
import {
  OPERATOR,
  PRESENTATION,
  presentationInputs,
  tag,
  trustLeafOf,
  type PresentationCase,
  type PresentationInputs,
} from "./reference.ts";

/** Two credentials of one holder, as `reference.ts` has one: whatever a cheater claims, the public signals fit it. */
export interface PairCase {
  readonly first: Partial<PresentationCase>;
  readonly second: Partial<PresentationCase>;
  /** Of the first and of the second credential, the slots that are to have the same value. */
  readonly equal: readonly (readonly [number, number])[];
}

/** Another schema, issuer, status list and place in it than the first one's; its attribute 3 has the value of the first's 7. */
const SECOND: Partial<PresentationCase> = {
  values: Array.from({ length: 16 }, (_, index) => BigInt(index === 3 ? 107 : 300 + index)),
  slots: [
    { operator: OPERATOR.notIn, operands: [1n, 2n], position: 12 },
    { operator: OPERATOR.noop },
    { operator: OPERATOR.exists, operands: [0n], position: 3 },
    { operator: OPERATOR.notBetween, operands: [7n, 90n, 0n], position: 2, disclose: 1n },
  ],
  validFrom: PRESENTATION.now - 1000n,
  validUntil: PRESENTATION.now + 1000n,
  statusIndex: 4099n,
  revoked: [9],
  suspended: [4098],
  issuerScalar: 271828n ** 8n,
  nonceScalar: 314159n ** 7n,
  termsHash: 616n,
  schemaHash: 515n,
  nonce: 717n,
};

export const PAIR: PairCase = { first: {}, second: SECOND, equal: [[1, 2]] };

export type PairInputs = Record<string, bigint | bigint[] | bigint[][] | bigint[][][]>;

/** Given to the circuit once; of all else there is one value for each credential. */
const SHARED = ["contextHash", "trustRoot", "now", "pseudonym", "verifierId", "scopeId", "secret", "disclosureSalt"];
const NOT_TAKEN = ["verifierKey", "seal", "ephemeral", "policyHash", "disclosureHash"];

export function pairInputs(changes: Partial<PairCase> = {}): PairInputs {
  const pair = { ...PAIR, ...changes };
  const [first, second] = inOneTree({ ...PRESENTATION, ...pair.first }, { ...PRESENTATION, ...pair.second });
  const equal = [0, 1, 2, 3].map((row) =>
    [0, 1, 2, 3].map((column) => BigInt(pair.equal.filter(([i, j]) => i === row && j === column).length)),
  );
  const both = Object.fromEntries(
    Object.keys(first)
      .filter((name) => !SHARED.includes(name) && !NOT_TAKEN.includes(name))
      .map((name) => [name, [first[name]!, second[name]!]]),
  ) as PairInputs;
  return {
    ...Object.fromEntries(SHARED.map((name) => [name, first[name]!])),
    ...both,
    equal,
    policyHash: pairPolicyHash([first.policyHash, second.policyHash] as [bigint, bigint], equal),
    disclosureHash: pairDisclosureHash(first, second),
  };
}

/** Poseidon4(TAG_POLICY, first, second, Σ equal[i][j]·2^(4·i + j)). */
export function pairPolicyHash([first, second]: readonly [bigint, bigint], equal: readonly bigint[][]): bigint {
  const packed = equal.flat().reduce((sum, bit, place) => sum + (bit << BigInt(place)), 0n);
  return poseidon(tag("policy"), first, second, mod(packed));
}

function pairDisclosureHash(...credentials: readonly PresentationInputs[]): bigint {
  const clear = credentials.flatMap(({ values, disclose }) =>
    (values as bigint[]).map((value, at) => value * (disclose as bigint[])[at]!),
  );
  return poseidon(tag("disclosure"), credentials[0]!.disclosureSalt as bigint, ...clear);
}

/** Both issuers are leaves of one trust tree. */
function inOneTree(first: PresentationCase, second: PresentationCase): [PresentationInputs, PresentationInputs] {
  return [
    presentationInputs({ ...first, trustedBefore: [11n], trustedAfter: [trustLeafOf(second), 14n] }),
    presentationInputs({ ...second, trustedBefore: [11n, trustLeafOf(first)], trustedAfter: [14n] }),
  ];
}
