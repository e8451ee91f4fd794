import { PsephosError } from "../../errors.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { requestJson, type Reply } from "../../protocol/credential/openid4vp/request.ts";
import type { Chain } from "../chain-session.ts";
import type { PublishedPolicy } from "../published-policy.ts";
import type { SessionGuard } from "./session-guard.ts";

/** Where a published policy stands: without it the request tells all terms itself. */
export type Published = Pick<PublishedPolicy, "policyId"> & { readonly chain: Chain };

/** A request for one person's proof, good for one answer until `expiresAt`, unix seconds. */
export async function requestProof(input: {
  asked: AskedPolicy;
  published?: Published | undefined;
  guard: SessionGuard;
  reply: Reply;
}): Promise<{ json: object; expiresAt: number }> {
  const { asked, published, guard, reply } = input;
  if (asked.pair !== undefined) {
    throw new PsephosError(
      "PRESENTATION_REQUEST_UNSUPPORTED",
      "A request asks for one credential; this policy is about two. Use it for confirmations on record or enrolment.",
    );
  }
  const { nonce, expiresAt } = await guard.open();
  const json = requestJson({
    policy: asked.parts[0].policy,
    ...(published && { published: referenceTo(published) }),
    nonce,
    reply,
  });
  return { json, expiresAt };
}

function referenceTo({ policyId, chain: { chainId, deployment } }: Published) {
  return { policyId, chainId: BigInt(chainId), registry: deployment.addresses.policies.toLowerCase() };
}
