import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { erasureContext } from "../credential/context.ts";
import { bytes32, fieldElement, unixSeconds } from "../json.ts";
import { canonicalText, department, entryCount, parseCanonical, parseForm, proofWords, scope, uuid } from "./forms.ts";
import { subjectClaim, type SubjectClaim } from "./subject-proof.ts";

export const ERASURE_REQUEST_FORMAT = "psephos.erasure-request/1";
export const ERASURE_CERTIFICATE_FORMAT = "psephos.erasure-certificate/1";

/** A month, GDPR Art. 12(3). */
export const ERASURE_DUE_SECONDS = 30 * 86_400;

/** What of hers shall go: the keys of the records of accesses, the consents that she gave. */
export type ErasureTarget = z.output<typeof target>;
const target = z.enum(["access-records", "consents"]);

const requestForm = z.strictObject({
  format: z.literal(ERASURE_REQUEST_FORMAT),
  id: uuid,
  verifier: department,
  scope,
  pseudonym: fieldElement,
  targets: z
    .array(target)
    .min(1)
    .refine((targets) => new Set(targets).size === targets.length, "must name nothing twice"),
  /** Of the circuit `pseudonym` in the erasure context of id and targets. */
  proof: proofWords,
});

export type ErasureRequest = z.output<typeof requestForm>;

export function erasureRequestText(request: ErasureRequest): string {
  return canonicalText(request);
}

export function parseErasureRequest(text: string): ErasureRequest {
  return parseCanonical(requestForm, text, "erasure request");
}

/** What its proof must say. */
export function erasureClaim(request: ErasureRequest): SubjectClaim {
  return subjectClaim({ ...request, contextHash: erasureContext({ requestId: request.id, targets: request.targets }) });
}

const certificateForm = z.strictObject({
  format: z.literal(ERASURE_CERTIFICATE_FORMAT),
  requestId: uuid,
  targets: z.array(target).min(1),
  /** Sequence numbers of the records whose keys were deleted, ascending. */
  records: z.array(entryCount),
  consents: z.array(uuid),
  /** The log that they were in, before the erasure's own entry. */
  size: entryCount,
  root: bytes32,
  erasedAt: unixSeconds,
  /** 32 random bytes: without them nobody finds by trial which records the hash stands for. */
  salt: bytes32,
});

/** What was erased, for the person alone: it links her records. Its hash is in the log. */
export type ErasureCertificate = z.output<typeof certificateForm>;

export function certificateText(certificate: ErasureCertificate): string {
  return canonicalText(certificate);
}

export function parseCertificate(text: string): ErasureCertificate {
  return parseCanonical(certificateForm, text, "erasure certificate");
}

export function certificateHash(certificate: ErasureCertificate): string {
  return keccak256(toUtf8Bytes(certificateText(certificate)));
}

const caseForm = z.strictObject({
  id: uuid,
  receivedAt: unixSeconds,
  dueAt: unixSeconds,
  state: z.enum(["received", "done"]),
  /** Until it is done: it names a person's pseudonym. */
  request: z.string().transform(parseErasureRequest).optional(),
  /** From the first attempt until it is done: it links her records. */
  certificate: z.string().transform(parseCertificate).optional(),
  certificateHash: bytes32.optional(),
});

/** A request as it stands with the department. What is done keeps nothing but times and the certificate's hash. */
export type ErasureCase = z.output<typeof caseForm>;

export function receiveErasure(request: ErasureRequest, receivedAt: number): ErasureCase {
  return { id: request.id, receivedAt, dueAt: receivedAt + ERASURE_DUE_SECONDS, state: "received", request };
}

export function completeErasure(open: ErasureCase, certificate: ErasureCertificate): ErasureCase {
  const { id, receivedAt, dueAt } = open;
  return { id, receivedAt, dueAt, state: "done", certificateHash: certificateHash(certificate) };
}

/** JSON for the department's private store; `parseErasureCase` takes it back. */
export function erasureCaseJson(kept: ErasureCase): unknown {
  const { request, certificate, ...rest } = kept;
  return {
    ...rest,
    ...(request && { request: erasureRequestText(request) }),
    ...(certificate && { certificate: certificateText(certificate) }),
  };
}

export function parseErasureCase(json: unknown): ErasureCase {
  return parseForm(caseForm, json, "erasure case");
}
