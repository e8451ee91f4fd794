import { readRecipientKeys } from "../../chain/ceremonies.ts";
import { equals, multiplyBase, type Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { buildDealing, type BuiltDealing, type DealingSecret } from "../../protocol/dealing.ts";
import type { Chain } from "../chain-session.ts";
import type { TrusteeSeat } from "../workspace.ts";
import { placeOf } from "./seat.ts";
import type { TrusteeKey } from "./key-file.ts";

/** The keys of all recipients; this trustee's own must be the one in its file. */
export async function recipientKeysFor(input: { chain: Chain; key: TrusteeKey }): Promise<Point[]> {
  const { chain, key } = input;
  const keys = await readRecipientKeys(chain, key.seat.ceremonyId);
  const own = keys[key.seat.index - 1] ?? null;
  if (own === null || !equals(own, multiplyBase(key.communicationSecret))) {
    throw new PsephosError(
      "TRUSTEE_KEY_STALE",
      "The registered key is not the one in this key file. Bring the key file of that registration into the data folder.",
    );
  }
  return keys.map((recipient, index) => {
    if (recipient !== null) return recipient;
    throw new PsephosError("PHASE_WRONG", `Trustee ${index + 1} has not registered yet. Wait until all have.`);
  });
}

/** The same dealing each time: an interrupted trustee comes back to the polynomial that it committed to. */
export function rebuildDealing(input: {
  seat: TrusteeSeat;
  secret: DealingSecret;
  recipientKeys: readonly Point[];
}): BuiltDealing {
  const { seat, secret, recipientKeys } = input;
  return buildDealing({ seat: { ...placeOf(seat), dealerIndex: seat.index }, secret, recipientKeys });
}
