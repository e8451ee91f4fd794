import canonicalize from "canonicalize";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { address, bytes32, decimal, fieldElement, firstIssue, pointSchema, withDecimals } from "../json.ts";
import { checkProofWords, type ProofWords } from "../words.ts";
import { contextHashOf, type PresentationContext } from "./context.ts";
import { checkDisclosure, type Disclosure, type DisclosureHash } from "./disclosure.ts";
import type { AttributeValue } from "./encoding.ts";
import { NUMBER_BITS, SLOT_COUNT } from "./params.ts";
import type { PolicyHash } from "./policy-hash.ts";
import { PRESENTATION_CIRCUITS } from "./policy-terms.ts";
import type { PresentationCircuit, PresentationSignals } from "./presentation.ts";
import type { Pseudonym } from "./pseudonym.ts";
import type { TrustRoot } from "./trust-tree.ts";

/** The disclosed elements with the values in which they are read: texts are elements only as hashes. */
export interface ShownDisclosure extends Disclosure {
  /** By attribute name, in a pair after `first.` or `second.`: what the policy shows in the clear. */
  readonly shown: Readonly<Record<string, AttributeValue>>;
}

/** A proof with what it says. */
export interface Presentation {
  readonly circuit: PresentationCircuit;
  /** Number in the registry; undefined for a policy that is used off chain alone. */
  readonly policyId: bigint | undefined;
  readonly context: PresentationContext;
  /** `contextHash` follows from `context`. */
  readonly signals: PresentationSignals;
  readonly proof: ProofWords;
  /** For the verifier alone. A relayer gets the presentation without it. */
  readonly disclosure?: ShownDisclosure | undefined;
}

export const PRESENTATION_FORMAT = "psephos.presentation/1";

const short = z.string().min(1).max(200);
const place = { chainId: decimal, contract: address };
const contextForm = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("session"), origin: short, nonce: short }),
  z.strictObject({ kind: z.literal("attestation"), ...place, policyId: decimal }),
  z.strictObject({ kind: z.literal("enrolment"), ...place, enrolmentId: decimal, commitment: fieldElement }),
  z.strictObject({ kind: z.literal("consent"), consentId: short, noticeHash: bytes32, viewingKey: pointSchema }),
]);

const perSlot = z.array(fieldElement).length(SLOT_COUNT);
const perSlotOfPair = z.array(fieldElement).length(2 * SLOT_COUNT);
const disclosureForm = z.strictObject({
  salt: fieldElement,
  clear: z.union([perSlot, perSlotOfPair]),
  shown: z.record(z.string().max(47), z.union([z.string().max(500), z.boolean()])),
  sealed: z.strictObject({ ephemeralKey: pointSchema, words: perSlot }).optional(),
});

const presentationForm = z.strictObject({
  format: z.literal(PRESENTATION_FORMAT),
  circuit: z.enum(PRESENTATION_CIRCUITS),
  policyId: decimal.nullable(),
  policyHash: fieldElement,
  context: contextForm,
  trustRoot: fieldElement,
  now: decimal.refine((value) => value < 1n << BigInt(NUMBER_BITS), "must be unix seconds"),
  pseudonym: fieldElement,
  disclosureHash: fieldElement,
  proof: z.array(decimal),
  disclosure: disclosureForm.optional(),
});

/** RFC 8785 text and a line feed: one form for one presentation. */
export function presentationText({ circuit, policyId, context, signals, proof, disclosure }: Presentation): string {
  const { policyHash, trustRoot, now, pseudonym, disclosureHash } = signals;
  const fields = { policyHash, context, trustRoot, now, pseudonym, disclosureHash, proof, disclosure };
  const json = { format: PRESENTATION_FORMAT, circuit, policyId: policyId ?? null, ...fields };
  return `${canonicalize(JSON.parse(JSON.stringify(json, withDecimals)))!}\n`;
}

/** Takes what `presentationText` writes. A disclosure that its hash does not cover is refused; the proof is not checked here. */
export function parsePresentation(json: unknown): Presentation {
  const parsed = presentationForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { circuit, policyId, context, proof, disclosure, ...signals } = parsed.data;
  if (context.kind === "attestation" && context.policyId !== policyId) {
    throw malformed("its context names another policy than it does");
  }
  if (disclosure !== undefined) checkDisclosure(disclosure, signals.disclosureHash);
  return {
    circuit,
    policyId: policyId ?? undefined,
    context,
    signals: {
      policyHash: signals.policyHash as PolicyHash,
      contextHash: contextHashOf(context),
      trustRoot: signals.trustRoot as TrustRoot,
      now: signals.now,
      pseudonym: signals.pseudonym as Pseudonym,
      disclosureHash: signals.disclosureHash as DisclosureHash,
    },
    proof: readProof(proof),
    ...(disclosure === undefined ? {} : { disclosure }),
  };
}

function readProof(words: readonly bigint[]): ProofWords {
  try {
    return checkProofWords(words);
  } catch (cause) {
    if (cause instanceof PsephosError) throw malformed(cause.message.replace(/\.$/, ""), cause);
    throw cause;
  }
}

/** What may go through other hands: nothing of it is a value of the credential. */
export function withoutDisclosure(presentation: Presentation): Presentation {
  const { circuit, policyId, context, signals, proof } = presentation;
  return { circuit, policyId, context, signals, proof };
}

/** One presentation as AttestationRegistry.attest takes and logs it: proof, trust root, now, pseudonym, disclosure hash. */
export function attestItem({ proof, signals }: Pick<Presentation, "proof" | "signals">): bigint[] {
  const { trustRoot, now, pseudonym, disclosureHash } = signals;
  return [...checkProofWords(proof), trustRoot, now, pseudonym, disclosureHash];
}

/** As Enrolments.enrol takes and logs it: the context, which names the commitment, differs by presentation. */
export function enrolItem({ proof, signals }: Pick<Presentation, "proof" | "signals">): bigint[] {
  const { contextHash, trustRoot, now, pseudonym, disclosureHash } = signals;
  return [...checkProofWords(proof), contextHash, trustRoot, now, pseudonym, disclosureHash];
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("PRESENTATION_MALFORMED", `The presentation is not valid: ${reason}.`, { cause });
}
