import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { PsephosError } from "../errors.ts";
import { parseJson, readFileText } from "./read-file.ts";
import { writeFileWhole } from "./write-file.ts";

/**
 * A secret at rest: JSON under a passphrase, scrypt (RFC 7914) for the key and AES-256-GCM for secrecy and integrity.
 * The header is authenticated with the content, so neither kind nor parameters can be swapped.
 */
export const SEALED_FORMAT = "psephos.sealed/1";

/** What is inside; opening a file as another kind is refused. */
export type SealedKind =
  | "identity"
  | "wallet"
  | "trustee"
  | "prepared-ballot"
  | "issuer-key"
  | "issuer-ledger"
  | "verifier-key"
  | "record-keeper"
  | "letter-box";

/** 128 MB and about half a second for each guess. Other parameters are refused: they would weaken the file or the reader. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const MEMORY_BYTES = 2 * 128 * SCRYPT.N * SCRYPT.r;

export const MIN_PASSPHRASE_CHARACTERS = 10;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const sealedSchema = z.strictObject({
  format: z.literal(SEALED_FORMAT),
  kind: z.string(),
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    N: z.literal(SCRYPT.N),
    r: z.literal(SCRYPT.r),
    p: z.literal(SCRYPT.p),
    salt: hex(16),
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hex(12), tag: hex(16) }),
  content: z.string().regex(/^([0-9a-f]{2})+$/),
});
type Sealed = z.infer<typeof sealedSchema>;

export interface SealRequest {
  readonly file: string;
  readonly kind: SealedKind;
  /** Any JSON value. */
  readonly content: unknown;
  readonly passphrase: string;
  readonly overwrite?: boolean;
}

export async function sealFile({ file, kind, content, passphrase, overwrite }: SealRequest): Promise<void> {
  checkNewPassphrase(passphrase);
  const header = {
    format: SEALED_FORMAT,
    kind,
    kdf: { name: "scrypt", ...SCRYPT, salt: randomBytes(16).toString("hex") },
    cipher: { name: "aes-256-gcm", nonce: randomBytes(12).toString("hex") },
  } as const;
  const key = await deriveKey(passphrase, header.kdf.salt);
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.from(header.cipher.nonce, "hex"));
  cipher.setAAD(authenticated(header));
  const box = Buffer.concat([cipher.update(JSON.stringify(content), "utf8"), cipher.final()]);
  const sealed: Sealed = {
    ...header,
    cipher: { ...header.cipher, tag: cipher.getAuthTag().toString("hex") },
    content: box.toString("hex"),
  };
  await writeFileWhole({ file, data: `${JSON.stringify(sealed, null, 2)}\n`, secrecy: "secret", overwrite });
}

/** A wrong passphrase and an altered file give the same refusal: telling them apart would help a guesser. */
export async function openSealedFile(request: {
  file: string;
  /** Or several, the first of which is what such files hold today. */
  kind: SealedKind | readonly [SealedKind, ...SealedKind[]];
  passphrase: string;
}): Promise<unknown> {
  const { file, passphrase } = request;
  const kinds: readonly string[] = typeof request.kind === "string" ? [request.kind] : request.kind;
  const parsed = sealedSchema.safeParse(jsonOf(await readFileText(file)));
  if (!parsed.success) {
    throw new PsephosError("SEALED_FILE_MALFORMED", `${file} is not a sealed file of this version. Use your backup.`);
  }
  const sealed = parsed.data;
  if (!kinds.includes(sealed.kind)) {
    throw new PsephosError(
      "SEALED_FILE_MALFORMED",
      `${file} holds a ${sealed.kind}, not a ${kinds[0]}. Name another file.`,
    );
  }
  const key = await deriveKey(passphrase, sealed.kdf.salt);
  const { tag, ...cipherHeader } = sealed.cipher;
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(cipherHeader.nonce, "hex"), { authTagLength: 16 });
  decipher.setAAD(authenticated({ ...sealed, cipher: cipherHeader }));
  decipher.setAuthTag(Buffer.from(tag, "hex"));
  let text: string;
  try {
    text = Buffer.concat([decipher.update(Buffer.from(sealed.content, "hex")), decipher.final()]).toString("utf8");
  } catch {
    throw new PsephosError(
      "SEALED_FILE_REFUSED",
      `${file} does not open: the passphrase is wrong or the file was altered. Try again, or use your backup.`,
    );
  }
  return parseJson({ text, source: file });
}

/** Undefined for what is no JSON: for a cut-off key file the advice is the backup, not to fetch it again. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function checkNewPassphrase(passphrase: string): void {
  if ([...passphrase].length < MIN_PASSPHRASE_CHARACTERS) {
    throw new PsephosError(
      "PASSPHRASE_REFUSED",
      `The passphrase needs at least ${MIN_PASSPHRASE_CHARACTERS} characters. Several random words are best.`,
    );
  }
}

interface Header {
  readonly format: string;
  readonly kind: string;
  readonly kdf: Sealed["kdf"];
  readonly cipher: Omit<Sealed["cipher"], "tag">;
}

function authenticated({ format, kind, kdf, cipher }: Header): Buffer {
  const { N, r, p, salt } = kdf;
  return Buffer.from(JSON.stringify([format, kind, kdf.name, N, r, p, salt, cipher.name, cipher.nonce]), "utf8");
}

/** NFKC, so that the same passphrase typed on another keyboard or system opens the file. */
function deriveKey(passphrase: string, salt: string): Promise<Buffer> {
  const secret = passphrase.normalize("NFKC");
  return new Promise((resolve, reject) => {
    scrypt(secret, Buffer.from(salt, "hex"), KEY_BYTES, { ...SCRYPT, maxmem: MEMORY_BYTES }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
