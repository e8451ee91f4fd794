import { isPsephosError, type ErrorCode } from "../../../errors.ts";
import { parseCredentialRequest, type CredentialRequest } from "../../../protocol/credential/credential-request.ts";
import { requireOwnReply, type RequestLetter } from "../../../protocol/letters/reply-to.ts";
import { unixNow } from "../../../roles/clock.ts";
import { isLive } from "../../../roles/issuer/ledger.ts";
import { parseBoxAddress } from "../../../roles/letters/box-address.ts";
import { dropLetters, postLetter, readLetterBox, type ReceivedLetter } from "../letters.ts";
import { heldDesk } from "./held-desk.ts";
import { isPost } from "./keeping/told-letter.ts";
import { answerable, type LetterRequest } from "./letter-of.ts";

/** A request that came by letter, or why it cannot be one. */
export interface ToldRequest {
  readonly letterId: string;
  /** Hour of arrival, unix seconds. */
  readonly arrivedAt: number;
  /** What the person says she is known by; undefined for a letter that says nothing that is understood. */
  readonly reference: string | undefined;
  /** Why nothing can be issued on it, whoever she is. */
  readonly fault: ErrorCode | "other-desk" | undefined;
  /** The ledger has a live credential of the same person. */
  readonly hasLive: boolean;
}

/** What is in the open desk's box. */
export interface Inbox {
  /** The first to come first. */
  readonly requests: readonly ToldRequest[];
  /** Letters about people's data, which are read and answered at the office's records. */
  readonly aboutData: number;
}

/** Refusals that programs know how to say. */
export const REFUSALS = ["unknown-reference", "already-issued", "not-eligible"] as const;
export type RefusalReason = (typeof REFUSALS)[number];

/** What people asked of the open desk. */
export const requests = {
  async inbox(): Promise<Inbox> {
    const letters = await readLetterBox(heldDesk().box.secret);
    const own = letters.filter(({ letter }) => !isPost(letter));
    const told = own.map(({ id, arrivedAt, letter }): ToldRequest => {
      if (letter?.kind === "credential-request") return tellRequest({ id, arrivedAt, letter });
      return { letterId: id, arrivedAt, reference: undefined, hasLive: false, fault: "LETTER_MALFORMED" };
    });
    return { requests: told, aboutData: letters.length - own.length };
  },

  /** Tells the person that nothing is issued, and why, and drops her letter. */
  async refuse({ letterId, reason }: { letterId: string; reason: RefusalReason }): Promise<void> {
    const found = (await letterRequests()).find((each) => each.letterId === letterId);
    if (found !== undefined) await postLetter(found.replyTo, { kind: "refusal", reason });
    await requests.drop(letterId);
  },

  /** Without an answer. */
  async drop(letterId: string): Promise<void> {
    await dropLetters(heldDesk().box.secret, [letterId]);
  },

  /** All that say nothing that is understood, at once: anybody can post them. */
  async dropUnreadable(): Promise<void> {
    const unreadable = (await requests.inbox()).requests.filter(({ reference }) => reference === undefined);
    await dropLetters(
      heldDesk().box.secret,
      unreadable.map(({ letterId }) => letterId),
    );
  },
};

/** The requests in the open desk's box, as they came, but those that were not made for being answered where the letter says. */
export async function letterRequests(): Promise<LetterRequest[]> {
  return answerable(await readLetterBox(heldDesk().box.secret));
}

function tellRequest({
  id: letterId,
  arrivedAt,
  letter,
}: ReceivedLetter & { readonly letter: RequestLetter }): ToldRequest {
  try {
    parseBoxAddress(letter.replyTo);
    requireOwnReply(letter);
    const request = parseCredentialRequest(letter.request);
    return { letterId, arrivedAt, reference: request.reference, ...standingOf(request) };
  } catch (error) {
    if (!isPsephosError(error)) throw error;
    return { letterId, arrivedAt, reference: undefined, fault: error.code, hasLive: false };
  }
}

function standingOf({ issuer, schema, reference, nonce }: CredentialRequest): Pick<ToldRequest, "fault" | "hasLive"> {
  const { key, ledger } = heldDesk().desk;
  const at = unixNow();
  const hasLive = ledger.ofPerson(reference).some((entry) => isLive(entry, at));
  if (issuer !== key.did || schema !== key.schema.id) return { fault: "other-desk", hasLive };
  return { fault: ledger.wasUsed(nonce) ? "CREDENTIAL_REQUEST_REFUSED" : undefined, hasLive };
}
