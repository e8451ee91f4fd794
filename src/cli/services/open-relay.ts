import { PsephosError } from "../../errors.ts";
import type { RelayKind } from "../../protocol/relay-receipt.ts";
import type { Chain } from "../../roles/chain-session.ts";
import { getRelay, type AnswerOf } from "../../server/client/endpoints.ts";
import type { Service } from "./service-options.ts";

export type RelayFacts = AnswerOf<typeof getRelay>;

const CONTRACT_OF = {
  ballot: "elections",
  attestation: "attestations",
  enrolment: "enrolments",
  withdrawal: "attestations",
} as const;

/** What a relayer says of itself. Refuses one that works for another chain or for other contracts than the person's own deployment record. */
export async function openRelay({
  relay,
  chain,
  kind,
}: {
  relay: Service;
  chain: Chain;
  kind: RelayKind;
}): Promise<RelayFacts> {
  const facts = await relay.client.call(getRelay);
  const contract = chain.deployment.addresses[CONTRACT_OF[kind]].toLowerCase();
  if (facts.chainId !== BigInt(chain.chainId) || facts.contracts[CONTRACT_OF[kind]] !== contract) {
    const message = "The relayer works for another chain or for other contracts than yours. Ask who runs it.";
    throw new PsephosError("RELAY_UNTRUSTED", message);
  }
  return facts;
}
