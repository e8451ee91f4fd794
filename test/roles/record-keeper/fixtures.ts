import { isPsephosError, type PsephosError } from "../../../src/errors.ts";
import type { Consent } from "../../../src/protocol/sharing/consent.ts";
import type { LogHead } from "../../../src/protocol/sharing/log-head.ts";
import { accessData, type Access, type AccessRequest } from "../../../src/roles/record-keeper/access-data.ts";
import { acceptConsent } from "../../../src/roles/record-keeper/consents.ts";
import { openRecordKeeper, type RecordKeeper } from "../../../src/roles/record-keeper/keeper.ts";
import { ACCOUNT, consentOf, NOW, signalsOf, signedRequest, type Person } from "../../protocol/sharing/fixtures.ts";

export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

export async function withKeeper<T>(
  folder: string,
  use: (keeper: RecordKeeper) => Promise<T>,
  anchored?: LogHead,
): Promise<T> {
  const keeper = await openRecordKeeper({ folder, key: KEY, anchored });
  try {
    return await use(keeper);
  } finally {
    await keeper.close();
  }
}

export async function give(keeper: RecordKeeper, giver: Person, changes: Parameters<typeof consentOf>[1] = {}) {
  const consent = consentOf(giver, changes);
  await acceptConsent(keeper, consent, signalsOf(consent));
  return consent;
}

/** Of the keeper's chain. */
export const REGISTRY = { chainId: 31337n, policies: `0x${"5a".repeat(20)}` };

export async function requestFor(changes: Parameters<typeof signedRequest>[0] = {}): Promise<AccessRequest> {
  return { document: await signedRequest(changes), account: ACCOUNT.address, registry: REGISTRY };
}

export function accessUnder(consent: Pick<Consent, "id">, changes: Partial<Access> = {}): Access {
  return {
    policyId: 7n,
    ground: { consentId: consent.id },
    attributes: ["district"],
    channel: "api",
    now: NOW,
    ...changes,
  };
}

/** `count` granted accesses, one in each period of an hour. */
export async function accessOften(keeper: RecordKeeper, consent: Pick<Consent, "id">, count: number) {
  const sequences: number[] = [];
  for (let hour = 0; hour < count; hour++) {
    const access = accessUnder(consent, { now: NOW + 3600 * hour });
    sequences.push((await accessData(keeper, access, async () => "D-07")).receipt.sequence);
  }
  return sequences;
}

/** The sequence number of the record of a denied access. */
export async function denied(attempt: Promise<unknown>): Promise<{ reason: unknown; sequence: number }> {
  const error = await attempt.then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  if (!isPsephosError(error, "ACCESS_DENIED")) throw new Error("the access was not denied", { cause: error });
  const { detail } = error satisfies PsephosError;
  return { reason: detail["reason"], sequence: Number(detail["sequence"]) };
}

export async function entriesOf(keeper: RecordKeeper): Promise<string[]> {
  const all: string[] = [];
  for await (const entry of keeper.log.entries()) all.push(entry);
  return all;
}
