import { readDealings } from "../../chain/ceremony-events.ts";
import { equals, type Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { ceremonyKeys, keyShareFrom, shareKeyOf, type CeremonyKeys } from "../../protocol/ceremony.ts";
import { openShare, type Dealing } from "../../protocol/dealing.ts";
import { dealingContext } from "../../protocol/scope.ts";
import { parseShares } from "../../protocol/words.ts";
import type { Chain } from "../chain-session.ts";
import type { TrusteeKey } from "./key-file.ts";
import { placeOf } from "./seat.ts";

interface AcceptedDealing extends Dealing {
  readonly dealerIndex: number;
}

/** The keys that the accepted dealings give, computed here: the contract's word is compared, not taken. */
export async function recomputeKeys(input: {
  chain: Chain;
  ceremonyId: bigint;
  trusteeCount: number;
}): Promise<CeremonyKeys & { dealings: readonly AcceptedDealing[] }> {
  const events = await readDealings(input.chain, input.ceremonyId);
  const dealings = events.map(({ index, commitments, shares }) => ({
    dealerIndex: index,
    commitments,
    shares: parseShares(shares),
  }));
  return { ...ceremonyKeys(dealings, input.trusteeCount), dealings };
}

/** x_j, from this trustee's share of every accepted dealing, held against the dealers' public commitments. */
export function keyShareOf({ key, dealings }: { key: TrusteeKey; dealings: readonly AcceptedDealing[] }): bigint {
  const recipientIndex = key.seat.index;
  const shares = dealings.map(({ dealerIndex, commitments, shares: sent }) => {
    const share = sent[recipientIndex - 1];
    if (share === undefined) {
      throw new PsephosError("DEALING_INVALID", `The dealing of trustee ${dealerIndex} has no share for this seat.`);
    }
    return openShare({
      share,
      context: dealingContext({ ...placeOf(key.seat), dealerIndex, recipientIndex }),
      recipientSecret: key.communicationSecret,
      shareKey: shareKeyOf(commitments, recipientIndex),
    });
  });
  return keyShareFrom(shares);
}

/** The election must use the key that its ceremony's dealings give. */
export function requireSameKey({ electionKey, recomputed }: { electionKey: Point; recomputed: Point }): void {
  if (equals(electionKey, recomputed)) return;
  throw new PsephosError(
    "DEPLOYMENT_UNTRUSTED",
    "The election's key is not the one that the trustees' dealings give. Do not take part; tell the organizer.",
  );
}
