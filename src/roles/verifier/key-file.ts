import { z } from "zod";
import { multiplyBase, type Point } from "../../crypto/babyjubjub.ts";
import { isScalar } from "../../crypto/field.ts";
import { randomScalar } from "../../crypto/random.ts";
import { PsephosError } from "../../errors.ts";
import { decimal, pointSchema } from "../../protocol/json.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";

/** Opens the values that holders seal for a verifier. One that is stolen opens all that was ever sealed to it. */
export interface VerifierKey {
  readonly secret: bigint;
  /** `verifierKey` in policies. */
  readonly publicKey: Point;
}

const keySchema = z.strictObject({
  format: z.literal("psephos.verifier-key/1"),
  secret: decimal,
  publicKey: pointSchema,
});

/** Draws a key and seals it. An existing file is never replaced: what was sealed to its key would be lost. */
export async function newVerifierKey(input: { file: string; passphrase: string }): Promise<VerifierKey> {
  const secret = randomScalar();
  const key = { secret, publicKey: multiplyBase(secret) };
  const content = {
    format: "psephos.verifier-key/1",
    secret: secret.toString(),
    publicKey: key.publicKey.map(String),
  };
  await sealFile({ ...input, kind: "verifier-key", content });
  return key;
}

export async function openVerifierKey(input: { file: string; passphrase: string }): Promise<VerifierKey> {
  const parsed = keySchema.safeParse(await openSealedFile({ ...input, kind: "verifier-key" }));
  const whole =
    parsed.success &&
    isScalar(parsed.data.secret) &&
    multiplyBase(parsed.data.secret).join() === parsed.data.publicKey.join();
  if (!whole) {
    const message = `${input.file} is no verifier's key of this version, or is damaged. Use your backup.`;
    throw new PsephosError("SEALED_FILE_MALFORMED", message);
  }
  const { secret, publicKey } = parsed.data;
  return { secret, publicKey };
}
