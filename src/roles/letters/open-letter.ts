import type { webcrypto } from "node:crypto";
import { OpenError } from "@hpke/core";
import { PsephosError } from "../../errors.ts";
import { decodeUtf8 } from "../../protocol/text.ts";
import { boxKeys, type LetterBox } from "./letter-box.ts";
import { unpad } from "./padding.ts";
import { requireKind, SEALED_VERSION } from "./seal-letter.ts";
import { ENCAPSULATED_BYTES, letterInfo, letterSuite, TAG_BYTES } from "./suite.ts";

export interface LetterToOpen {
  readonly box: Pick<LetterBox, "secret" | "boxId">;
  readonly sealed: Uint8Array;
  /** Those that are expected here; the letter opens as the one that it was sealed as, or not at all. */
  readonly kinds: readonly string[];
}

export interface OpenedLetter {
  readonly kind: string;
  /** From anybody: it is for its own parser to judge. */
  readonly content: string;
}

/** LETTER_MALFORMED for what is no sealed letter, LETTER_REFUSED for one that is not for this box, of another kind, or altered. */
export async function openLetter({ box, sealed, kinds }: LetterToOpen): Promise<OpenedLetter> {
  kinds.forEach(requireKind);
  const [version, enc, ciphertext] = partsOf(sealed);
  if (version !== SEALED_VERSION || ciphertext.length <= TAG_BYTES) throw malformed("it is no letter of this version");
  const { privateKey } = await boxKeys(box.secret);
  for (const kind of kinds) {
    const info = letterInfo({ boxId: box.boxId, kind });
    const padded = await tryToOpen({ privateKey, enc, ciphertext, info });
    if (padded !== undefined) return { kind, content: contentOf(padded) };
  }
  throw new PsephosError(
    "LETTER_REFUSED",
    "This letter is not for this box, is none of those that are expected here, or was altered. Delete it; whoever wrote it can send it again.",
  );
}

function partsOf(sealed: Uint8Array) {
  const start = 1 + ENCAPSULATED_BYTES;
  return [sealed[0], sealed.slice(1, start), sealed.slice(start)] as const;
}

interface Attempt {
  readonly privateKey: webcrypto.CryptoKey;
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly info: Uint8Array;
}

/** Undefined when it does not open. */
async function tryToOpen({
  privateKey: recipientKey,
  enc,
  ciphertext,
  info,
}: Attempt): Promise<Uint8Array | undefined> {
  const recipient = await letterSuite.createRecipientContext({ recipientKey, enc, info }).catch((cause: unknown) => {
    throw malformed("its key is none", cause);
  });
  try {
    return new Uint8Array(await recipient.open(ciphertext));
  } catch (error) {
    if (error instanceof OpenError) return undefined;
    throw error;
  }
}

function contentOf(padded: Uint8Array): string {
  const bytes = unpad(padded);
  const content = bytes === undefined ? undefined : decodeUtf8(bytes);
  if (content === undefined) throw malformed("it is not filled as letters are");
  return content;
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("LETTER_MALFORMED", `The letter cannot be read: ${reason}. Delete it.`, { cause });
}
