import {
  IDENTITY,
  clearCofactor,
  isIdentity,
  requireOnCurve,
  sum,
  toAffine,
  toProjective,
  type Point,
} from "../crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod } from "../crypto/field.ts";
import { requireShareIndices } from "../crypto/shamir.ts";
import { PsephosError } from "../errors.ts";
import type { Dealing, DealerSeat } from "./dealing.ts";
import { dealingContext } from "./scope.ts";

/** A_m = 8·D_m: checked to be on the curve; A_0 is not the identity, or the dealer would add nothing to the key. */
export function dealtPoints(commitments: readonly Point[]): Point[] {
  const points = commitments.map((point, power) => clearCofactor(requireOnCurve(point, `Commitment ${power}`)));
  if (points.length === 0 || isIdentity(points[0]!)) {
    throw new PsephosError("DEALING_INVALID", "A dealing's first commitment must not vanish.");
  }
  return points;
}

/** S_ij = Σ j^m·A_m by Horner's rule: the public key of dealer i's share for trustee j. */
export function shareKeyOf(commitments: readonly Point[], recipientIndex: number): Point {
  requireShareIndices([recipientIndex]);
  const zero = toProjective(IDENTITY);
  const value = dealtPoints(commitments).reduceRight(
    (total, point) => total.multiplyUnsafe(BigInt(recipientIndex)).add(toProjective(point)),
    zero,
  );
  return toAffine(value);
}

/** Public keys that a finished ceremony leaves. */
export interface CeremonyKeys {
  /** H = Σ A_i0. */
  readonly electionKey: Point;
  /** Y_j = Σ S_ij by trustee. */
  readonly publicShares: readonly Point[];
}

/** Derives the keys from the accepted dealings alone. */
export function ceremonyKeys(dealings: readonly Dealing[], trusteeCount: number): CeremonyKeys {
  const threshold = dealings[0]?.commitments.length ?? 0;
  if (threshold < 2 || dealings.length < threshold) {
    throw new PsephosError(
      "CEREMONY_INCOMPLETE",
      `The key ceremony needs ${threshold || "more"} dealings and has ${dealings.length}.`,
    );
  }
  for (const { commitments, shares } of dealings) {
    if (commitments.length !== threshold || shares.length !== trusteeCount) {
      throw new PsephosError(
        "DEALING_INVALID",
        `A dealing must have ${threshold} commitments and ${trusteeCount} shares.`,
      );
    }
  }
  const electionKey = sum(dealings.map(({ commitments }) => dealtPoints(commitments)[0]!));
  const publicShares = Array.from({ length: trusteeCount }, (_, index) =>
    sum(dealings.map(({ commitments }) => shareKeyOf(commitments, index + 1))),
  );
  if ([electionKey, ...publicShares].some(isIdentity)) {
    throw new PsephosError(
      "DEALING_INVALID",
      "The dealings add up to a key that vanishes; the ceremony must be restarted.",
    );
  }
  return { electionKey, publicShares };
}

/** x_j = Σ f_i(j) mod l, from the shares that trustee j opened, one of every accepted dealing. */
export function keyShareFrom(shares: readonly bigint[]): bigint {
  return mod(
    shares.reduce((total, share) => total + share, 0n),
    SUBGROUP_ORDER,
  );
}

/** Public signals of the `dealing` proofs of one dealing, by recipient, in the circuit's order. */
export function dealingSignals(input: {
  seat: DealerSeat;
  dealing: Dealing;
  recipientKeys: readonly Point[];
}): bigint[][] {
  const { seat, dealing, recipientKeys } = input;
  return dealing.shares.map(({ ephemeralKey, encryptedShare }, index) => {
    const recipientIndex = index + 1;
    const recipientKey = recipientKeys[index];
    if (recipientKey === undefined) throw new PsephosError("DEALING_INVALID", `There is no trustee ${recipientIndex}.`);
    const context = dealingContext({ ...seat, recipientIndex });
    const shareKey = shareKeyOf(dealing.commitments, recipientIndex);
    return [context, ...shareKey, ...recipientKey, ...ephemeralKey, encryptedShare];
  });
}
