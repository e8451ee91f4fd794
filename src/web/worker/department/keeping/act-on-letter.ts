import { readAttestation } from "../../../../chain/attestations.ts";
import { PsephosError } from "../../../../errors.ts";
import type { Pseudonym } from "../../../../protocol/credential/pseudonym.ts";
import { parseAttestationWithdrawal } from "../../../../protocol/credential/withdrawal-file.ts";
import { requireOwnReply } from "../../../../protocol/letters/reply-to.ts";
import { parseErasureRequest, type ErasureCertificate } from "../../../../protocol/sharing/erasure.ts";
import { parseWithdrawal } from "../../../../protocol/sharing/withdrawal.ts";
import { unixNow } from "../../../../roles/clock.ts";
import { parseGivenConsent } from "../../../../roles/consent-file.ts";
import { withdraw } from "../../../../roles/holder/withdraw.ts";
import { parseBoxAddress } from "../../../../roles/letters/box-address.ts";
import { withdrawConsent } from "../../../../roles/record-keeper/consents.ts";
import { eraseRecords, receiveErasureRequest } from "../../../../roles/record-keeper/erase-records.ts";
import { takeConsent } from "../../../../roles/record-keeper/take-consent.ts";
import { verifySubject } from "../../../../roles/record-keeper/verify-subject.ts";
import { heldAccount } from "../../held-account.ts";
import { heldChain } from "../../session.ts";
import { policies } from "../policies.ts";
import { keepCertificate, postCertificates } from "./certificates.ts";
import { withKeeper } from "./held-keeping.ts";
import type { PostLetter } from "./told-letter.ts";

/** So long may a letter wait for its clerk: the portal keeps letters no longer. */
const LETTER_SECONDS = 30 * 86_400;

/** What was done on a letter. */
export type LetterDeed =
  | { readonly kind: "consent"; readonly expiresAt: number }
  /** `sequence`: its record in the log. */
  | { readonly kind: "consent-withdrawal"; readonly sequence: number }
  | { readonly kind: "attestation-withdrawal" }
  | {
      readonly kind: "erasure-request";
      readonly sequence: number;
      readonly records: number;
      readonly consents: number;
    }
  /** It was done before: the same letter came twice. */
  | { readonly kind: "known" };

/** Checks a letter as the command line checks a file, and does what it asks. Whatever is wrong with it is thrown, and nothing is done. */
export async function actOnLetter(did: string, letter: PostLetter): Promise<LetterDeed> {
  switch (letter.kind) {
    case "consent":
      return takeIn(did, letter);
    case "consent-withdrawal":
      return endConsent(did, letter);
    case "attestation-withdrawal":
      return sendWithdrawal(did, letter);
    case "erasure-request":
      return erase(did, letter);
  }
}

type Of<Kind> = Extract<PostLetter, { kind: Kind }>;

async function takeIn(did: string, letter: Of<"consent">): Promise<LetterDeed> {
  const given = parseGivenConsent(letter.given);
  const { controller, id, expiresAt } = given.consent;
  requireOwn(did, controller);
  if (expiresAt <= unixNow()) {
    throw new PsephosError("CONSENT_REFUSED", "This permission has ended already. Ask the person for a new one.");
  }
  const chain = await heldChain();
  return withKeeper(did, async (keeper) => {
    if (keeper.consents.find(id) !== undefined) return { kind: "known" };
    await takeConsent({ chain, keeper, given, maxWaitSeconds: LETTER_SECONDS });
    return { kind: "consent", expiresAt };
  });
}

function endConsent(did: string, letter: Of<"consent-withdrawal">): Promise<LetterDeed> {
  const withdrawal = parseWithdrawal(letter.withdrawal);
  return withKeeper(did, async (keeper) => {
    // Each would be one more record; the first ended it.
    if (keeper.consents.find(withdrawal.consentId)?.withdrawnAt !== undefined) return { kind: "known" };
    const { sequence } = await withdrawConsent({ keeper, withdrawal, verifySubject, now: unixNow() });
    return { kind: "consent-withdrawal", sequence };
  });
}

/** The registry checks the proof before anything is paid. */
async function sendWithdrawal(did: string, letter: Of<"attestation-withdrawal">): Promise<LetterDeed> {
  const withdrawal = parseAttestationWithdrawal(letter.withdrawal);
  const { policyId, pseudonym } = withdrawal;
  requireOwn(did, (await policies.open(policyId)).verifier);
  const chain = await heldChain();
  if ((await readAttestation({ chain, policyId, pseudonym }))?.withdrawn === true) return { kind: "known" };
  const ended = { ...withdrawal, pseudonym: pseudonym as Pseudonym };
  await withdraw({ chain, account: heldAccount(), withdrawal: ended });
  return { kind: "attestation-withdrawal" };
}

async function erase(did: string, letter: Of<"erasure-request">): Promise<LetterDeed> {
  const request = parseErasureRequest(letter.request);
  requireOwn(did, request.verifier);
  parseBoxAddress(letter.replyTo);
  // Before anything is erased: the certificate links her records, and goes to the box that she proved it for.
  requireOwnReply(letter);
  const { replyTo } = letter;
  const done = await withKeeper(did, async (keeper) => {
    const now = unixNow();
    const { state } = await receiveErasureRequest({ keeper, request, verifySubject, now });
    if (state === "done") return undefined;
    const onCertified = (certificate: ErasureCertificate): Promise<void> =>
      keepCertificate(did, { replyTo, certificate });
    return eraseRecords({ keeper, requestId: request.id, now, onCertified });
  });
  if (done === undefined) return { kind: "known" };
  await postCertificates(did);
  const { records, consents } = done.certificate;
  const { sequence } = done.receipt;
  return { kind: "erasure-request", sequence, records: records.length, consents: consents.length };
}

function requireOwn(did: string, named: string): void {
  if (named === did) return;
  throw new PsephosError("CONSENT_REFUSED", "This letter is for another office than the one whose box it came to.");
}
