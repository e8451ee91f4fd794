import { readAttestation } from "../../chain/attestations.ts";
import { pseudonymOf } from "../../protocol/credential/pseudonym.ts";
import type { Identity } from "../../protocol/identity.ts";
import type { Chain } from "../chain-session.ts";
import type { PublishedPolicy } from "../published-policy.ts";

/** Of a holder who was attested under this policy before: the time that a new presentation must come after. */
export async function renewalOf(input: {
  chain: Chain;
  asked: PublishedPolicy;
  identity: Pick<Identity, "secret">;
}): Promise<{ provenAfter?: number }> {
  const { chain, asked, identity } = input;
  const { departmentId: verifierId, scopeId } = asked.terms;
  const pseudonym = pseudonymOf({ secret: identity.secret, verifierId, scopeId });
  const record = await readAttestation({ chain, policyId: asked.policyId, pseudonym });
  return record === undefined ? {} : { provenAfter: record.provenAt };
}
