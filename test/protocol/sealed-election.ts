import { multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { aggregateOf, encryptOpening } from "../../src/protocol/ballot.ts";
import type { PlainBallot } from "../../src/protocol/ballot-values.ts";
import { ceremonyKeys, keyShareFrom, shareKeyOf, type CeremonyKeys } from "../../src/protocol/ceremony.ts";
import { buildDealing, drawDealing, openShare, type Dealing } from "../../src/protocol/dealing.ts";
import {
  openResult,
  partiallyDecrypt,
  type OpenedResult,
  type TrusteePartials,
} from "../../src/protocol/decryption.ts";
import { capacityFor, type Rules } from "../../src/protocol/rules.ts";
import { dealingContext, type CeremonyPlace } from "../../src/protocol/scope.ts";
import type { Ciphertext } from "../../src/crypto/elgamal.ts";

export const PLACE: CeremonyPlace = { chainId: 31337n, contract: `0x${"12".repeat(20)}`, ceremonyId: 1n };

export interface HeldCeremony extends CeremonyKeys {
  readonly threshold: number;
  readonly recipientKeys: readonly (readonly [bigint, bigint])[];
  readonly recipientSecrets: readonly bigint[];
  readonly dealings: readonly Dealing[];
  /** x_j is keyShares[j − 1]. */
  readonly keyShares: readonly bigint[];
}

/** A whole key ceremony without a chain; the last `absent` trustees do not deal. */
export function holdCeremony(input: { trustees: number; threshold: number; absent?: number }): HeldCeremony {
  const { trustees, threshold, absent = 0 } = input;
  const recipientSecrets = Array.from({ length: trustees }, randomScalar);
  const recipientKeys = recipientSecrets.map(multiplyBase);
  const dealings = Array.from({ length: trustees - absent }, (_, index) => {
    const secret = drawDealing({ threshold, trusteeCount: trustees, random: randomScalar });
    return buildDealing({ seat: { ...PLACE, dealerIndex: index + 1 }, secret, recipientKeys }).dealing;
  });
  const keyShares = recipientSecrets.map((recipientSecret, at) =>
    keyShareFrom(
      dealings.map(({ shares, commitments }, dealer) =>
        openShare({
          share: shares[at]!,
          context: dealingContext({ ...PLACE, dealerIndex: dealer + 1, recipientIndex: at + 1 }),
          recipientSecret,
          shareKey: shareKeyOf(commitments, at + 1),
        }),
      ),
    ),
  );
  return { threshold, recipientKeys, recipientSecrets, dealings, keyShares, ...ceremonyKeys(dealings, trustees) };
}

/** Encrypts the ballots, each option with fresh randomness, and adds them up. */
export function sealAll(input: {
  ceremony: HeldCeremony;
  rules: Rules;
  ballots: readonly PlainBallot[];
}): Ciphertext[] {
  const { ceremony, rules, ballots } = input;
  const { electionKey } = ceremony;
  const capacity = capacityFor(rules.optionCount);
  const sealed = ballots.map(({ values, weight = 1n }) => {
    const randomness = Array.from({ length: capacity }, randomScalar);
    return encryptOpening({ rules, electionKey }, { values, weight, randomness });
  });
  return aggregateOf({ electionKey, capacity, ballots: sealed });
}

export function decryptBy(input: {
  ceremony: HeldCeremony;
  aggregate: readonly Ciphertext[];
  trusteeIndices: readonly number[];
}): TrusteePartials[] {
  const { ceremony, aggregate, trusteeIndices } = input;
  return trusteeIndices.map((trusteeIndex) => {
    const keyShare = ceremony.keyShares[trusteeIndex - 1]!;
    const publicShare = ceremony.publicShares[trusteeIndex - 1]!;
    const { partials } = partiallyDecrypt({ keyShare, publicShare, c1: aggregate.map(({ c1 }) => c1) });
    return { trusteeIndex, partials };
  });
}

/** Encrypt, add, decrypt in part, combine, count. */
export function runElection(input: {
  ceremony: HeldCeremony;
  rules: Rules;
  ballots: readonly PlainBallot[];
  trusteeIndices: readonly number[];
  maxCount: bigint;
}): OpenedResult {
  const { ceremony, trusteeIndices, maxCount } = input;
  const aggregate = sealAll(input);
  const decryptions = decryptBy({ ceremony, aggregate, trusteeIndices });
  return openResult({ aggregate, threshold: ceremony.threshold, decryptions, maxCount });
}
