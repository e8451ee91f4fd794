import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { createBox, restoreBox, type LetterBox } from "../../../roles/letters/letter-box.ts";
import { fileExists } from "../../../roles/read-file.ts";
import { openSealedFile, sealFile } from "../../../roles/sealed-file.ts";
import { fromBase64url } from "../../../protocol/credential/base64url.ts";

const FORMAT = "psephos.letter-box/1";
const boxForm = z.strictObject({ format: z.literal(FORMAT), secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** The letter box in a sealed file; drawn where there is none. */
export async function openBoxFile({ file, passphrase }: { file: string; passphrase: string }): Promise<LetterBox> {
  if (!(await fileExists(file))) {
    const box = await createBox();
    await sealFile({ file, kind: "letter-box", content: { format: FORMAT, secret: box.secret }, passphrase });
    return box;
  }
  const parsed = boxForm.safeParse(await openSealedFile({ file, kind: "letter-box", passphrase }));
  if (parsed.success) return restoreBox(parsed.data.secret);
  throw new PsephosError("SEALED_FILE_MALFORMED", "The letter box's file is damaged. Use your backup.");
}

/** A key for what lies beside a box, from its secret: such as answers that still have to be posted. */
export function keyBeside({ secret }: Pick<LetterBox, "secret">, purpose: string): Uint8Array {
  const bytes = fromBase64url(secret);
  if (bytes === undefined) throw new TypeError("a box's secret is base64url");
  return hkdf(sha256, bytes, undefined, utf8ToBytes(`psephos.desk/1 ${purpose}`), 32);
}
