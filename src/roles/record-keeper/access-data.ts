import { isPsephosError, PsephosError } from "../../errors.ts";
import {
  checkDataRequest,
  isOfRegistry,
  type DataRequest,
  type RegistryPlace,
} from "../../protocol/sharing/data-request.ts";
import type { Denial } from "../../protocol/sharing/consent-status.ts";
import type { LogReceipt } from "../../protocol/sharing/log-head.ts";
import type { AccessDetails } from "../../protocol/sharing/record-details.ts";
import type { TakenUse } from "./consent-store.ts";
import { appendRecord, type RecordKeeper } from "./keeper.ts";
import type { Subject } from "./thread-store.ts";

export interface Access {
  readonly policyId: bigint;
  /** On what ground: a person's consent, or a law that needs none. */
  readonly ground: { readonly consentId: string } | { readonly legalBasis: string; readonly subject: Subject };
  /** Who asked. It gives data once, of one person. */
  readonly request?: AccessRequest | undefined;
  /** Names of the attributes that `read` gives. */
  readonly attributes: readonly string[];
  readonly channel: string;
  readonly proofHash?: string | undefined;
  /** Unix seconds, by the department's clock. */
  readonly now: number;
}

export interface AccessRequest {
  readonly document: DataRequest;
  /** Of the department that asked, as the chain has it. */
  readonly account: string;
  /** Whose policies count here: `policyId` is a number of this registry. */
  readonly registry: RegistryPlace;
}

/** Why nothing was given. */
export type AccessDenial =
  Denial | "request-refused" | "request-other-policy" | "request-other-department" | "request-used";

/**
 * The only way to the data. What `read` gets is given out when the record of it is in the log and on the disk; a denial (thrown as
 * ACCESS_DENIED) and a failure of `read` (thrown on) are records too. If the record cannot be written, nothing is given.
 */
export async function accessData<T>(
  keeper: RecordKeeper,
  access: Access,
  read: () => Promise<T>,
): Promise<{ data: T; receipt: LogReceipt }> {
  const permission = await permit(keeper, access);
  if (typeof permission === "string") throw await deny({ keeper, access, reason: permission });
  let data: T;
  try {
    data = await read();
  } catch (error) {
    await permission.giveBack();
    await record({ keeper, access, outcome: "error", reason: "read-failed" });
    throw error;
  }
  // It may have been withdrawn, or erased, while the data were being read.
  if (withdrawnMeanwhile(keeper, access)) {
    throw await deny({ keeper, access, reason: "consent-withdrawn" });
  }
  return { data, receipt: await record({ keeper, access, outcome: "granted" }) };
}

async function permit(keeper: RecordKeeper, access: Access): Promise<AccessDenial | TakenUse> {
  const { request, policyId, ground, now } = access;
  if (request !== undefined) {
    const { document, registry } = request;
    if (document.policyId !== policyId || !isOfRegistry(document, registry)) return "request-other-policy";
    if (!isInForce(request, now)) return "request-refused";
    if (isOther(keeper, access)) return "request-other-department";
  }
  const asked =
    request === undefined ? NOTHING_TAKEN : await keeper.requests.take(request.document, { ...request, now });
  if (asked === undefined) return "request-used";
  if (!("consentId" in ground)) return asked;
  const permitted = await keeper.consents.takeUse(ground.consentId, { policyId, now });
  // What a person does not permit uses up no request: another consent may.
  if (typeof permitted !== "string") return both(asked, permitted);
  await asked.giveBack();
  return permitted;
}

const NOTHING_TAKEN: TakenUse = { giveBack: () => Promise.resolve() };

function both(one: TakenUse, other: TakenUse): TakenUse {
  return {
    async giveBack() {
      await one.giveBack();
      await other.giveBack();
    },
  };
}

/** A consent lets the department have the data that it names, and no other one that knows its id. */
function isOther({ consents }: RecordKeeper, { request, ground }: Access): boolean {
  const held = "consentId" in ground ? consents.find(ground.consentId) : undefined;
  return held !== undefined && held.consent.controller !== request?.document.requester;
}

function isInForce({ document, account }: NonNullable<Access["request"]>, now: number): boolean {
  try {
    checkDataRequest(document, { account, now });
    return true;
  } catch (error) {
    if (isPsephosError(error, "DATA_REQUEST_REFUSED")) return false;
    throw error;
  }
}

function withdrawnMeanwhile({ consents }: RecordKeeper, { ground }: Access): boolean {
  if (!("consentId" in ground)) return false;
  const held = consents.find(ground.consentId);
  return held === undefined || held.withdrawnAt !== undefined;
}

/** Undefined where the consent is not known, or no longer: then nobody knows whose data were meant. */
function subjectOf({ consents }: RecordKeeper, { ground }: Access): Subject | undefined {
  return "consentId" in ground ? consents.find(ground.consentId)?.consent : ground.subject;
}

interface Recorded {
  readonly keeper: RecordKeeper;
  readonly access: Access;
}

async function deny(denied: Recorded & { reason: AccessDenial }): Promise<PsephosError> {
  const { sequence } = await record({ ...denied, outcome: "denied" });
  return new PsephosError(
    "ACCESS_DENIED",
    `These data are not given out (${denied.reason}); the attempt is record ${sequence}. Ask the person for a new consent.`,
    { detail: { reason: denied.reason, sequence } },
  );
}

function record(input: Recorded & { outcome: "granted" | "denied" | "error"; reason?: string }): Promise<LogReceipt> {
  const { keeper, access, outcome, reason } = input;
  const { policyId, ground, attributes, channel, proofHash, request, now } = access;
  const details: AccessDetails = {
    ...{ kind: "access", at: now, attributes: [...attributes], channel },
    ...("consentId" in ground ? { consentId: ground.consentId } : { legalBasis: ground.legalBasis }),
    ...(request && { requestId: request.document.id, official: request.document.official }),
    ...(proofHash !== undefined && { proofHash }),
    ...(reason !== undefined && { reason }),
  };
  const kind = "consentId" in ground ? "consent" : "legal-basis";
  const entry = { kind: "access", policyId, ground: kind, outcome } as const;
  return appendRecord(keeper, { entry, details, subject: subjectOf(keeper, access) });
}
