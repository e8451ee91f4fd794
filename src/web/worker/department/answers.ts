import { readAttested, readRevoked, readWithdrawn } from "../../../chain/attestation-events.ts";
import { latestTime } from "../../../chain/time.ts";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../errors.ts";
import { responseNonce } from "./response-nonce.ts";
import { tellValue } from "../../../protocol/credential/tell-value.ts";
import { originOfDid } from "../../../protocol/credential/openid4vp/verifier-origin.ts";
import { attributeNamed } from "../../../protocol/credential/schema.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { openRequest } from "../../../roles/open-request.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../../roles/published-policy.ts";
import { parseJson } from "../../../roles/read-file.ts";
import { checkAnswer } from "../../../roles/verifier/check-answer.ts";
import type { CheckedPresentation } from "../../../roles/verifier/check-presentation.ts";
import { fileNonceStore } from "../../../roles/verifier/nonce-store.ts";
import { requestProof } from "../../../roles/verifier/request-proof.ts";
import { revokeAttestation } from "../../../roles/verifier/revoke-attestation.ts";
import { createSessionGuard, type SessionGuard } from "../../../roles/verifier/session-guard.ts";
import type { OpenedValue } from "../../../roles/verifier/sealed-values.ts";
import { heldAccount } from "../held-account.ts";
import { proofLinkText } from "../holder/proofs.ts";
import { dropLetters, readLetterBox } from "../letters.ts";
import { heldChain, workspace } from "../session.ts";
import { heldCounter, signedAnswerAddress } from "./counter.ts";
import { askedRequests, keepRequest } from "./asked-requests.ts";
import { openSecret } from "./verifier-keys.ts";

/** A confirmation on record, by the person's number with this office only. */
export interface ToldAnswer {
  readonly pseudonym: bigint;
  /** Of the newest one, unix seconds. */
  readonly attestedAt: number;
  readonly expiresAt: number;
  readonly state: "valid" | "expired" | "withdrawn" | "revoked";
}

/** An answer that came by letter. */
export interface LetterAnswer {
  readonly letterId: string;
  readonly arrivedAt: number;
  /** The request that it answers is one of this device's under this policy. */
  readonly isExpected: boolean;
}

export interface CheckedAnswer {
  readonly pseudonym: bigint;
  readonly provenAt: number;
  /** What the person showed, also what was sealed and is open now. */
  readonly values: readonly { readonly name: string; readonly label: BilingualText; readonly value: BilingualText }[];
  /** Something is sealed, and was not opened. */
  readonly isSealed: boolean;
}

/** What came of an answer: it holds, or why not. */
export type AnswerOutcome =
  { readonly kind: "holds"; readonly answer: CheckedAnswer } | { readonly kind: "refused"; readonly code: ErrorCode };

const REQUEST_SECONDS = 3_600;

/** What people answered under one policy. */
export const answers = {
  /** All that stands on chain, the newest first. */
  async list(policyId: bigint): Promise<ToldAnswer[]> {
    const chain = await heldChain();
    const [attested, withdrawn, revoked, now] = await Promise.all([
      readAttested(chain, { policyId }),
      readWithdrawn(chain, { policyId }),
      readRevoked(chain, { policyId }),
      latestTime(chain),
    ]);
    const newest = new Map(attested.map((each) => [each.pseudonym, each]));
    const gone = new Set(revoked.map(({ pseudonym }) => pseudonym));
    const takenBack = new Map(withdrawn.map((each) => [each.pseudonym, each]));
    return [...newest.values()].reverse().map((each): ToldAnswer => {
      const { pseudonym, attestedAt, expiresAt } = each;
      const isWithdrawn = isLater(takenBack.get(pseudonym), each);
      const state = gone.has(pseudonym) ? "revoked" : isWithdrawn ? "withdrawn" : expiresAt > now ? "valid" : "expired";
      return { pseudonym, attestedAt, expiresAt, state };
    });
  },

  /** A decision of the office, for good; the code of the reason is public. */
  async revoke(given: { policyId: bigint; pseudonym: bigint; reason: string }): Promise<void> {
    await revokeAttestation({ chain: await heldChain(), account: heldAccount(), ...given });
  },

  /** A request for one person's answer, good once and for an hour: what follows `#/request/proof/`, and the same as a file. */
  async ask(policyId: bigint): Promise<{ link: string; file: string; expiresAt: number }> {
    const [chain, asked] = [await heldChain(), await published(policyId)];
    const { verifier } = asked.parts[0].policy;
    const answerTo = await signedAnswerAddress(verifier);
    const guard = guardOf(verifier);
    const { json, expiresAt } = await requestProof({
      ...{ asked, guard, published: { policyId, chain } },
      reply: { mode: "dc_api" },
    });
    await keepRequest({ policyId, json, expiresAt });
    const request = json as Parameters<typeof proofLinkText>[0]["request"];
    return { link: proofLinkText({ request, answerTo }), file: `${JSON.stringify(json, null, 2)}\n`, expiresAt };
  },

  /** Answers in the office's letter box. */
  async letters(policyId: bigint): Promise<LetterAnswer[]> {
    const { verifier } = (await published(policyId)).parts[0].policy;
    const expected = await askedRequests(policyId);
    const found = await readLetterBox(heldCounter(verifier).box.secret);
    return found.flatMap(({ id, arrivedAt, letter }) => {
      if (letter?.kind !== "answer") return [];
      const nonce = responseNonce(letter.response);
      return [{ letterId: id, arrivedAt, isExpected: expected.some((each) => each.nonce === nonce) }];
    });
  },

  /** Checks an answer that came by letter, once, and drops the letter if it was looked at. `passphrase`: of the key for sealed values. */
  async checkLetter(given: {
    policyId: bigint;
    letterId: string;
    passphrase: string | undefined;
  }): Promise<AnswerOutcome> {
    const { verifier } = (await published(given.policyId)).parts[0].policy;
    const { secret } = heldCounter(verifier).box;
    const found = (await readLetterBox(secret)).find(({ id }) => id === given.letterId);
    if (found?.letter?.kind !== "answer") {
      throw new PsephosError("CREDENTIAL_MISSING", "This answer is not in the box any more.");
    }
    const outcome = await checkJson({ ...given, json: found.letter.response });
    await dropLetters(secret, [given.letterId]);
    return outcome;
  },

  /** The same for an answer that was handed over as a file. */
  checkFile(given: { policyId: bigint; text: string; passphrase: string | undefined }): Promise<AnswerOutcome> {
    return checkJson({ ...given, json: parseJson({ text: given.text, source: "The answer" }) });
  },
};

async function checkJson(given: {
  policyId: bigint;
  json: unknown;
  passphrase: string | undefined;
}): Promise<AnswerOutcome> {
  const { policyId, json, passphrase } = given;
  const [chain, asked] = [await heldChain(), await published(policyId)];
  const { verifier, verifierKey } = asked.parts[0].policy;
  // Before the request is used up: a wrong passphrase must not cost an answer.
  const isOpening = verifierKey !== undefined && passphrase !== undefined;
  const [x = "", y = ""] = (verifierKey ?? []).map(String);
  const verifierSecret = isOpening ? await openSecret([x, y], passphrase) : undefined;
  const nonce = responseNonce(json);
  const request = (await askedRequests(policyId)).find((each) => each.nonce === nonce);
  if (request === undefined) return { kind: "refused", code: "NONCE_REFUSED" };
  try {
    const opened = await openRequest({ json: request.json, chain: heldChain });
    const checked = await checkAnswer({ ...opened, chain, guard: guardOf(verifier), json, verifierSecret });
    const isSealed = verifierKey !== undefined && !isOpening;
    return { kind: "holds", answer: tellChecked({ asked, checked, isSealed }) };
  } catch (error) {
    if (!isPsephosError(error) || (error.exitClass !== "refused" && error.exitClass !== "input")) throw error;
    return { kind: "refused", code: error.code };
  }
}

function tellChecked(input: {
  asked: PublishedPolicy;
  checked: CheckedPresentation;
  isSealed: boolean;
}): CheckedAnswer {
  const { checked, isSealed } = input;
  const { schema } = input.asked.parts[0];
  const values = Object.entries({ ...checked.shown, ...checked.opened }).map(([name, value]) => {
    const attribute = attributeNamed(schema, name);
    return { name, label: attribute.label, value: shownValue(attribute, value) };
  });
  return { pseudonym: checked.pseudonym, provenAt: checked.provenAt, values, isSealed };
}

/** Of a text that was sealed there is only its hash, to compare with what the office has. */
function shownValue(attribute: ReturnType<typeof attributeNamed>, value: OpenedValue): BilingualText {
  if (typeof value === "object") return { en: `# ${value.element}`, zh: `# ${value.element}` };
  const show = (locale: "en" | "zh"): string => tellValue({ attribute, value, locale });
  return { en: show("en"), zh: show("zh") };
}

function guardOf(verifier: string): SessionGuard {
  const origin = originOfDid(verifier);
  if (origin === undefined) throw new PsephosError("ARGUMENT_INVALID", `${verifier} names no web address.`);
  const store = fileNonceStore(workspace.sessionsFolder);
  return createSessionGuard({ origin, store, lifetimeSeconds: REQUEST_SECONDS });
}

function isLater(
  one: { readonly blockNumber: number; readonly logIndex: number } | undefined,
  other: { readonly blockNumber: number; readonly logIndex: number },
): boolean {
  if (one === undefined) return false;
  return (
    one.blockNumber > other.blockNumber || (one.blockNumber === other.blockNumber && one.logIndex > other.logIndex)
  );
}

async function published(policyId: bigint): Promise<PublishedPolicy> {
  return openPublishedPolicy({ chain: await heldChain(), policyId });
}
