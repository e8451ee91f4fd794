import { isPsephosError } from "../../../../errors.ts";
import type { BilingualText } from "../../../../protocol/manifest.ts";
import { consentStatus, denialOf, type Denial, type HeldConsent } from "../../../../protocol/sharing/consent-status.ts";
import { unixNow } from "../../../../roles/clock.ts";
import { accessData } from "../../../../roles/record-keeper/access-data.ts";
import { policies } from "../policies.ts";
import { withKeeper } from "./held-keeping.ts";

/** A person's permission, as the office holds it. */
export interface HeldPermission {
  readonly id: string;
  readonly policyId: bigint;
  readonly title: BilingualText | undefined;
  /** Her number with this office only. */
  readonly pseudonym: bigint;
  readonly startsAt: number;
  readonly expiresAt: number;
  /** Seconds between two looks; undefined for one look. */
  readonly everySeconds: number | undefined;
  /** "waiting": it permits the next look later. "used": it permitted one look, and that was made. */
  readonly state: "active" | "waiting" | "used" | "withdrawn" | "expired";
  /** What can be looked at under it, as the request's kinds of credentials name it. */
  readonly attributes: readonly { readonly name: string; readonly label: BilingualText }[];
}

/** A look that was written down: permitted, or why not. */
export type RecordedLook =
  | { readonly isAllowed: true; readonly sequence: number }
  | { readonly isAllowed: false; readonly sequence: number; readonly reason: Denial };

/** Permissions that an office holds, and the looks under them. */
export const permissions = {
  /** Those that end last first. */
  async list(did: string): Promise<HeldPermission[]> {
    const held = await withKeeper(did, ({ consents }) => Promise.resolve(consents.all()));
    const told = await Promise.all(held.map(tellPermission));
    return told.sort((one, other) => other.expiresAt - one.expiresAt);
  },

  /** Writes a look down before it is made. Where it says no, the office must not look; that stands in the log, too. */
  look(given: { did: string; id: string; attributes: readonly string[] }): Promise<RecordedLook> {
    const { did, id: consentId, attributes } = given;
    return withKeeper(did, async (keeper) => {
      const policyId = keeper.consents.find(consentId)?.consent.policyId ?? 0n;
      const access = { policyId, ground: { consentId }, attributes, channel: "desk", now: unixNow() };
      try {
        const { receipt } = await accessData(keeper, access, () => Promise.resolve(undefined));
        return { isAllowed: true, sequence: receipt.sequence };
      } catch (error) {
        if (!isPsephosError(error, "ACCESS_DENIED")) throw error;
        const { reason, sequence } = error.detail as { reason: Denial; sequence: number };
        return { isAllowed: false, reason, sequence };
      }
    });
  },
};

async function tellPermission(held: HeldConsent): Promise<HeldPermission> {
  const { id, policyId, pseudonym, startsAt, expiresAt, use } = held.consent;
  const policy = await policies.open(policyId).catch(() => undefined);
  return {
    ...{ id, policyId, pseudonym, startsAt, expiresAt },
    title: policy?.title,
    everySeconds: use.kind === "periodic" ? use.everySeconds : undefined,
    state: stateOf(held),
    attributes: (policy?.schemas ?? []).flatMap(({ attributes }) => attributes),
  };
}

function stateOf(held: HeldConsent): HeldPermission["state"] {
  const now = unixNow();
  const status = consentStatus(held, now);
  if (status !== "active") return status;
  const denial = denialOf(held, { policyId: held.consent.policyId, now });
  if (denial === undefined) return "active";
  return denial === "consent-used" ? "used" : "waiting";
}
