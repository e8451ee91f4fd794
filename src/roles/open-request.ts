import { PsephosError } from "../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../protocol/credential/asked-policy.ts";
import {
  parseRequest,
  requestedPolicy,
  type PolicyReference,
  type PresentationRequest,
} from "../protocol/credential/openid4vp/request.ts";
import { policyText } from "../protocol/credential/policy.ts";
import { SCHEMAS } from "../protocol/credential/schemas.ts";
import type { Chain } from "./chain-session.ts";
import { openPublishedPolicy, type PublishedPolicy } from "./published-policy.ts";

/** A request with the policy that it stands for. */
export interface OpenedRequest {
  readonly request: PresentationRequest;
  readonly asked: AskedPolicy | PublishedPolicy;
}

/** Reads a request; what it refers to on chain is looked up there, and must be what the request's own query asks. */
export async function openRequest(input: {
  /** Parsed JSON of the request. */
  json: unknown;
  /** Called for a request that refers to a published policy. */
  chain: () => Promise<Chain>;
}): Promise<OpenedRequest> {
  const request = parseRequest(input.json);
  const { basis } = request;
  if (basis.kind === "terms") {
    const policy = requestedPolicy(request, { schemas: SCHEMAS });
    return { request, asked: parseAskedPolicy(JSON.parse(policyText(policy)), SCHEMAS) };
  }
  const chain = await input.chain();
  requireHere(chain, basis);
  const asked = await openPublishedPolicy({ chain, policyId: basis.policyId });
  requestedPolicy(request, { schemas: SCHEMAS, published: asked.parts[0].policy });
  return { request, asked };
}

/** The same number means another policy in another registry. */
function requireHere({ chainId, deployment }: Chain, { chainId: wanted, registry, policyId }: PolicyReference): void {
  if (wanted === BigInt(chainId) && registry === deployment.addresses.policies.toLowerCase()) return;
  throw new PsephosError(
    "PRESENTATION_REQUEST_POLICY",
    `The request refers to policy ${policyId} of another registry (${registry} on chain ${wanted}). Name that chain with --rpc and its deployment record.`,
  );
}
