import type { Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";

interface OfPseudonym extends Logged {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
}

export interface PresentationAttested extends OfPseudonym {
  /** Unix seconds. */
  readonly attestedAt: number;
  readonly expiresAt: number;
  /** As sent: 8 proof words, trust root, now, pseudonym, disclosure hash. */
  readonly item: bigint[];
}

export interface AttestationRevoked extends OfPseudonym {
  /** 0x and 64 digits. */
  readonly reason: string;
}

/** Which attestations; a field that is left out asks for all. */
export interface AttestationFilter extends BlockRange {
  readonly policyId?: bigint;
  readonly pseudonym?: bigint;
}

export async function readAttested(chain: Chain, filter: AttestationFilter = {}): Promise<PresentationAttested[]> {
  const events = await attestationEvents(chain, "Attested", filter);
  return events.map((event) => ({
    ...ofPseudonym(event),
    attestedAt: Number(event.args["attestedAt"]),
    expiresAt: Number(event.args["expiresAt"]),
    item: [...(event.args["item"] as bigint[])],
  }));
}

export async function readWithdrawn(chain: Chain, filter: AttestationFilter = {}): Promise<OfPseudonym[]> {
  return (await attestationEvents(chain, "Withdrawn", filter)).map(ofPseudonym);
}

export async function readRevoked(chain: Chain, filter: AttestationFilter = {}): Promise<AttestationRevoked[]> {
  const events = await attestationEvents(chain, "Revoked", filter);
  return events.map((event) => ({ ...ofPseudonym(event), reason: event.args["reason"] as string }));
}

function attestationEvents(
  chain: Chain,
  name: string,
  { policyId, pseudonym, ...range }: AttestationFilter,
): Promise<LoggedEvent[]> {
  const indexed = [policyId ?? null, pseudonym ?? null];
  return readEvents({ chain, contract: chain.contracts.attestations, name, indexed, ...range });
}

function ofPseudonym(event: LoggedEvent): OfPseudonym {
  return {
    ...loggedOf(event),
    policyId: event.args["policyId"] as bigint,
    pseudonym: event.args["pseudonym"] as bigint,
  };
}
