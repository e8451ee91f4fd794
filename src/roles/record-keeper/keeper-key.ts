import { randomBytes } from "node:crypto";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import { PRIVATE_KEY_BYTES } from "./private-box.ts";

const content = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/) });

/** Draws the key of a department's record keeping and seals it under a passphrase. It must not lie beside what it opens. */
export async function newKeeperKey({ file, passphrase }: { file: string; passphrase: string }): Promise<Uint8Array> {
  const key = randomBytes(PRIVATE_KEY_BYTES);
  await sealFile({ file, kind: "record-keeper", content: { key: key.toString("hex") }, passphrase });
  return key;
}

export async function openKeeperKey({ file, passphrase }: { file: string; passphrase: string }): Promise<Uint8Array> {
  const parsed = content.safeParse(await openSealedFile({ file, kind: "record-keeper", passphrase }));
  if (!parsed.success) {
    throw new PsephosError("SEALED_FILE_MALFORMED", `${file} holds no key of a record keeper. Use your backup.`);
  }
  return Buffer.from(parsed.data.key, "hex");
}
