import { randomBytes } from "node:crypto";
import { PsephosError } from "../../errors.ts";
import {
  certificateHash,
  completeErasure,
  ERASURE_CERTIFICATE_FORMAT,
  erasureCaseJson,
  erasureClaim,
  receiveErasure,
  type ErasureCase,
  type ErasureCertificate,
  type ErasureRequest,
} from "../../protocol/sharing/erasure.ts";
import { toHex } from "../../protocol/sharing/hex.ts";
import { parseEntry } from "../../protocol/sharing/log-entry.ts";
import type { LogReceipt } from "../../protocol/sharing/log-head.ts";
import { isOnThread } from "../../protocol/sharing/sealed-entry.ts";
import { appendOnThread, threadFor, type RecordKeeper } from "./keeper.ts";
import type { HeldThread } from "./thread-store.ts";
import { requireSubject, type SubjectVerifier } from "./verify-subject.ts";

/** Takes a request in; it is due in 30 days. The same one again gives the case that there is. */
export async function receiveErasureRequest(input: {
  keeper: RecordKeeper;
  request: ErasureRequest;
  verifySubject: SubjectVerifier;
  /** Unix seconds. */
  now: number;
}): Promise<ErasureCase> {
  const { keeper, request, verifySubject, now } = input;
  await requireSubject(verifySubject, erasureClaim(request));
  const known = keeper.erasures.get(request.id);
  if (known?.request !== undefined && known.request.pseudonym !== request.pseudonym) {
    const message = `Another person's request has the id ${request.id}. Ask again under a new one.`;
    throw new PsephosError("SUBJECT_NOT_PROVEN", message);
  }
  if (known !== undefined) return known;
  const received = receiveErasure(request, now);
  await keep(keeper, received);
  return received;
}

/**
 * Deletes what the request names: the consents, and the secrets of her threads, without which the department cannot read her
 * records. Only then it is in the log and done; after a failure on the way, it can be called again.
 */
export async function eraseRecords(input: {
  keeper: RecordKeeper;
  requestId: string;
  /** Unix seconds. */
  now: number;
  /** Called before anything is deleted, at each attempt: whoever hands the certificate over keeps it then. */
  onCertified?: (certificate: ErasureCertificate) => Promise<void>;
}): Promise<{ certificate: ErasureCertificate; receipt: LogReceipt }> {
  const { keeper, requestId, now, onCertified } = input;
  const open = keeper.erasures.get(requestId);
  if (open?.request === undefined) {
    const message = `There is no erasure to do under ${requestId}: it is done, or was never received.`;
    throw new PsephosError("ALREADY_DONE", message);
  }
  const { pseudonym, targets } = open.request;
  const threads = targets.includes("access-records") ? keeper.threads.ofPseudonym(pseudonym) : [];
  const last = threads[0]?.thread ?? (await threadFor(keeper, keeper.own));
  keeper.threads.retire(threads);
  const found = await certify({ keeper, request: open.request, threads, now });
  const certificate = open.certificate === undefined ? found : merged(open.certificate, found);
  // Kept before anything goes: a second attempt finds less to list, or nothing.
  await keep(keeper, { ...open, certificate });
  await onCertified?.(certificate);
  for (const id of certificate.consents) await keeper.consents.remove(id);
  await keeper.threads.destroy(threads);
  const entry = { kind: "erasure", certificateHash: certificateHash(certificate) } as const;
  const receipt = await appendOnThread(keeper, { entry, details: { kind: "erasure", at: now, requestId } }, last);
  await keep(keeper, completeErasure(open, certificate));
  return { certificate, receipt };
}

async function certify(input: {
  keeper: RecordKeeper;
  request: ErasureRequest;
  threads: readonly HeldThread[];
  now: number;
}): Promise<ErasureCertificate> {
  const { keeper, request, threads, now } = input;
  const { id: requestId, targets, pseudonym } = request;
  const { size, root } = keeper.log.head;
  const consents = targets.includes("consents") ? keeper.consents.ofPseudonym(pseudonym) : [];
  return {
    ...{ format: ERASURE_CERTIFICATE_FORMAT, requestId, targets, size, root: toHex(root), erasedAt: now },
    records: await recordsOn({ keeper, threads, size }),
    consents: consents.map(({ consent }) => consent.id),
    salt: toHex(randomBytes(32)),
  };
}

/** Of a second attempt: what the first one listed, and what came since. */
function merged(earlier: ErasureCertificate, found: ErasureCertificate): ErasureCertificate {
  const records = [...new Set([...earlier.records, ...found.records])].sort((left, right) => left - right);
  const consents = [...new Set([...earlier.consents, ...found.consents])];
  const isSame = records.length === earlier.records.length && consents.length === earlier.consents.length;
  return isSame ? earlier : { ...found, records, consents };
}

/** Requests that are not done, the most urgent first. */
export function openErasures({ erasures }: RecordKeeper): ErasureCase[] {
  return [...erasures.values()].filter(({ state }) => state === "received").sort((a, b) => a.dueAt - b.dueAt);
}

async function recordsOn(input: {
  keeper: RecordKeeper;
  threads: readonly HeldThread[];
  size: number;
}): Promise<number[]> {
  const { keeper, threads, size } = input;
  const found: number[] = [];
  if (threads.length === 0) return found;
  for await (const text of keeper.log.entries()) {
    const entry = parseEntry(text);
    if (entry.sequence >= size) break;
    if (entry.kind !== "opening" && threads.some(({ thread }) => isOnThread(entry, thread))) found.push(entry.sequence);
  }
  return found;
}

async function keep({ erasures, erasureFiles }: RecordKeeper, kept: ErasureCase): Promise<void> {
  await erasureFiles.write(kept.id, erasureCaseJson(kept));
  erasures.set(kept.id, kept);
}
