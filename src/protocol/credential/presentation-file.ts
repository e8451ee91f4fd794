import canonicalize from "canonicalize";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { address, bytes32, decimal, fieldElement, firstIssue, pointSchema, withDecimals } from "../json.ts";
import { checkProofWords, type ProofWords } from "../words.ts";
import { contextHashOf, type PresentationContext } from "./context.ts";
import { checkDisclosure, type Disclosure, type DisclosureHash } from "./disclosure.ts";
import { encodeValue, type AttributeValue } from "./encoding.ts";
import { NUMBER_BITS, SLOT_COUNT } from "./params.ts";
import { policySlots, type PolicyHash } from "./policy-hash.ts";
import type { Policy } from "./policy.ts";
import type { PresentationCircuit, PresentationSignals } from "./presentation.ts";
import type { Pseudonym } from "./pseudonym.ts";
import type { CredentialSchema } from "./schema.ts";
import type { TrustRoot } from "./trust-tree.ts";

/** The disclosed elements with the values in which they are read: texts are elements only as hashes. */
export interface ShownDisclosure extends Disclosure {
  /** By attribute name: what the policy shows in the clear. */
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
  z.strictObject({ kind: z.literal("attestation"), ...place }),
  z.strictObject({ kind: z.literal("enrolment"), ...place, enrolmentId: decimal, commitment: fieldElement }),
  z.strictObject({ kind: z.literal("consent"), consentId: short, noticeHash: bytes32, viewingKey: pointSchema }),
]);

const perSlot = z.array(fieldElement).length(SLOT_COUNT);
const disclosureForm = z.strictObject({
  salt: fieldElement,
  clear: perSlot,
  shown: z.record(z.string().max(40), z.union([z.string().max(500), z.boolean()])),
  sealed: z.strictObject({ ephemeralKey: pointSchema, words: perSlot }).optional(),
});

const presentationForm = z.strictObject({
  format: z.literal(PRESENTATION_FORMAT),
  circuit: z.enum(["presentation", "presentation-plain"]),
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

/**
 * Refuses a disclosure that is not what the policy shows: other attributes, values that are not those of the elements, or sealed values
 * that nobody asked for. Returns the shown values.
 */
export function checkShown(
  disclosure: ShownDisclosure,
  { policy, schema }: { policy: Policy; schema: CredentialSchema },
): Readonly<Record<string, AttributeValue>> {
  const slots = policySlots(policy, schema);
  const clear = slots.filter(({ show }) => show === "clear").map(({ attribute }) => attribute!.name);
  const stranger = Object.keys(disclosure.shown).find((name) => !clear.includes(name));
  if (stranger !== undefined) throw invalid(`${stranger} is shown, which the policy does not ask to show`);
  slots.forEach(({ attribute, show }, slot) => {
    const element = disclosure.clear[slot];
    if (show !== "clear" || attribute === undefined) {
      if (element !== 0n) throw invalid(`slot ${slot} is shown, which the policy does not ask to show`);
      return;
    }
    const value = disclosure.shown[attribute.name];
    if (value === undefined || encodeValue(attribute, value) !== element) {
      throw invalid(`the value of ${attribute.name} is missing, or not the one that was proven`);
    }
  });
  if ((policy.verifierKey !== undefined) !== (disclosure.sealed !== undefined)) {
    throw invalid("values are sealed where the policy seals none, or none where it does");
  }
  return disclosure.shown;
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

function invalid(reason: string): PsephosError {
  return new PsephosError("DISCLOSURE_INVALID", `The disclosure is not what the policy asks for: ${reason}.`);
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("PRESENTATION_MALFORMED", `The presentation is not valid: ${reason}.`, { cause });
}
