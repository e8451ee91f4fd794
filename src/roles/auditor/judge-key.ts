import type { CircuitName } from "../../generated/signals.ts";
import type { VerifyingKey } from "../../proofs/proof.ts";
import type { Faults } from "./findings.ts";

export interface GivenKey extends VerifyingKey {
  readonly circuit: CircuitName;
}

/** Holds the key that contracts use for a circuit against the pinned one. */
export function judgeKey(input: {
  circuit: CircuitName;
  given: readonly GivenKey[];
  pinned: VerifyingKey;
  faults: Faults;
}): void {
  const { circuit, given, pinned, faults } = input;
  const found = given.filter((key) => key.circuit === circuit);
  if (!faults.unless(found.length === 1, `the key of ${circuit} is not given once`, `${circuit} 的密钥不是恰好一份`)) {
    return;
  }
  const key = found[0]!;
  faults.unless(
    key.circuitHash === pinned.circuitHash,
    `the key of ${circuit} names another circuit`,
    `${circuit} 的密钥指向另一电路`,
  );
  faults.unless(
    flat(key).join() === flat(pinned).join(),
    `the key of ${circuit} differs from the pinned one`,
    `${circuit} 的密钥与内置的不同`,
  );
}

function flat({ alpha, beta, gamma, delta, ic }: Omit<VerifyingKey, "circuitHash">): bigint[] {
  return [...alpha, ...beta, ...gamma, ...delta, ...ic];
}

/** Chains on which keys of phase "development" may stand: nobody's vote or right hangs on them. */
export const LOCAL_CHAINS: readonly number[] = [31337];
