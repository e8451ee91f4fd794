import type { Identity } from "../../protocol/identity.ts";
import { indexOfCommitment, type Roll } from "../../protocol/roll.ts";

/** Of a holder's identities the one that may vote here: the first on the roll. The first of all if none is, for the refusal. */
export function identityOnRoll(identities: readonly [Identity, ...Identity[]], roll: Roll): Identity {
  return identities.find(({ commitment }) => indexOfCommitment(roll, commitment) >= 0) ?? identities[0];
}
