import { readCeremony, type CeremonyPhase, type CeremonyRecord } from "../../chain/ceremonies.ts";
import { PsephosError } from "../../errors.ts";
import type { CeremonyPlace } from "../../protocol/scope.ts";
import type { Chain } from "../chain-session.ts";
import type { TrusteeSeat } from "../workspace.ts";

/** An account's place among the trustees of a ceremony. */
export async function findSeat(input: {
  chain: Chain;
  ceremonyId: bigint;
  address: string;
}): Promise<{ seat: TrusteeSeat; ceremony: CeremonyRecord }> {
  const { chain, ceremonyId, address } = input;
  const ceremony = await readCeremony(chain, ceremonyId);
  const position = ceremony.trustees.findIndex((trustee) => trustee.toLowerCase() === address.toLowerCase());
  if (position < 0) {
    throw new PsephosError(
      "TRUSTEE_UNKNOWN",
      `${address} is not a trustee of ceremony ${ceremonyId}. Name the right account with --account.`,
    );
  }
  const { chainId } = chain;
  const ceremonies = chain.deployment.addresses.ceremonies;
  return { seat: { chainId, ceremonies, ceremonyId, index: position + 1 }, ceremony };
}

export function placeOf(seat: TrusteeSeat): CeremonyPlace {
  return { chainId: BigInt(seat.chainId), contract: seat.ceremonies, ceremonyId: seat.ceremonyId };
}

export function requireCeremonyPhase(ceremony: CeremonyRecord, needed: CeremonyPhase): void {
  if (ceremony.phase === needed) return;
  throw new PsephosError(
    "PHASE_WRONG",
    `Ceremony ${ceremony.ceremonyId} is in the phase "${ceremony.phase}"; this needs "${needed}". ` +
      `See psephos ceremony show ${ceremony.ceremonyId}.`,
    { detail: { phase: ceremony.phase, needed } },
  );
}
