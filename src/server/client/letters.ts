import { dropLetter as drop, postLetter as post, readLetters as read } from "../api/letters.ts";
import type { Client } from "./client.ts";

export interface LetterCallOptions {
  readonly signal?: AbortSignal;
}

/** What opens a box: both from `createBox` of src/roles/letters. */
export interface BoxAccess {
  /** 64 hexadecimal digits. */
  readonly boxId: string;
  /** Base64url of 32 bytes. Secret. */
  readonly token: string;
}

export interface ReceivedLetter {
  readonly id: string;
  readonly sealed: Uint8Array;
  /** The hour in which it came, unix seconds. */
  readonly arrivedAt: number;
}

/** Puts a sealed letter into a box; again without effect. */
export async function postLetter(
  client: Client,
  { boxId, sealed, ...options }: { readonly boxId: string; readonly sealed: Uint8Array } & LetterCallOptions,
): Promise<void> {
  await client.call(post, { params: { box: boxId }, body: { sealed }, ...options });
}

/** All letters of one's own box, the first to come first. They stay there until they are dropped, or 30 days. */
export async function readLetters(
  client: Client,
  { boxId, token, ...options }: BoxAccess & LetterCallOptions,
): Promise<ReceivedLetter[]> {
  const letters: ReceivedLetter[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(read, {
      ...{ params: { box: boxId }, query: cursor === undefined ? {} : { cursor } },
      ...{ bearer: token, ...options },
    });
    letters.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return letters;
}

/** Deletes a letter from one's own box; again without effect. */
export async function dropLetter(
  client: Client,
  { boxId, token, id, ...options }: BoxAccess & { readonly id: string } & LetterCallOptions,
): Promise<void> {
  await client.call(drop, { params: { box: boxId, id }, bearer: token, ...options });
}
