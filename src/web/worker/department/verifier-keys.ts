import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { fileExists, readFileJson, readFileText } from "../../../roles/read-file.ts";
import { newVerifierKey, openVerifierKey } from "../../../roles/verifier/key-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { readEach, type ReadEach } from "../read-each.ts";
import { workspace } from "../session.ts";

/** Two coordinates, decimal. */
export type VerifierPublicKey = readonly [string, string];

const coordinate = z.string().regex(/^[0-9]{1,78}$/);
const publicForm = z.tuple([coordinate, coordinate]).readonly();

const PUBLIC = ".public.json";
const FOLDER = join(workspace.folder, "verifier-keys");

/** Keys that open sealed values, each beside its public part, which policies name. Both files are named by the public part. */
export const verifierKeys = {
  /** By their public parts. */
  async list(): Promise<ReadEach<VerifierPublicKey>> {
    const names = await readdir(FOLDER).catch(() => []);
    const parts = names.filter((name) => name.endsWith(PUBLIC));
    return readEach(parts, async (name) => readPublicPart(await readFileJson(join(FOLDER, name))));
  },

  /** Takes the damaged public parts away. The secrets stay: whoever brings a key in again has both. */
  async removeDamaged(): Promise<void> {
    const { damaged } = await verifierKeys.list();
    for (const name of damaged) await rm(join(FOLDER, name), { force: true });
  },

  async make(passphrase: string): Promise<VerifierPublicKey> {
    const file = passingFile();
    const { publicKey } = await newVerifierKey({ file, passphrase });
    return keep({ file, publicKey });
  },

  /** Takes in a key's file, also one of the command line's, after seeing that it opens. */
  async bring({ text, passphrase }: { text: string; passphrase: string }): Promise<VerifierPublicKey> {
    const file = passingFile();
    await writeFileWhole({ file, data: text, secrecy: "secret" });
    try {
      return await keep({ file, publicKey: (await openVerifierKey({ file, passphrase })).publicKey });
    } finally {
      await rm(file, { force: true });
    }
  },

  async backUp(key: VerifierPublicKey): Promise<{ fileName: string; text: string }> {
    return { fileName: "psephos-verifier-key.json", text: await readFileText(secretFile(key)) };
  },
};

function readPublicPart(json: unknown): VerifierPublicKey {
  const parsed = publicForm.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PsephosError(
    "SEALED_FILE_MALFORMED",
    "The public part of a key is damaged. Bring the key's file in again.",
  );
}

/** The secret of a key that a policy names; ARGUMENT_INVALID where it is on another device. */
export async function openSecret(key: VerifierPublicKey, passphrase: string): Promise<bigint> {
  const file = secretFile(key);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "ARGUMENT_INVALID",
      "The key that opens these values is not on this device. Bring its file.",
    );
  }
  return (await openVerifierKey({ file, passphrase })).secret;
}

async function keep(input: { file: string; publicKey: readonly bigint[] }): Promise<VerifierPublicKey> {
  const [x = "", y = ""] = input.publicKey.map(String);
  const key = [x, y] as const;
  const data = await readFileText(input.file);
  await writeFileWhole({ file: secretFile(key), data, secrecy: "secret", overwrite: true });
  await writeFileWhole({ file: publicFile(key), data: JSON.stringify(key), secrecy: "public", overwrite: true });
  await rm(input.file, { force: true });
  return key;
}

function passingFile(): string {
  return join(workspace.folder, "passing", `${randomUUID()}.json`);
}

function secretFile(key: VerifierPublicKey): string {
  return join(FOLDER, `${nameOf(key)}.json`);
}

function publicFile(key: VerifierPublicKey): string {
  return join(FOLDER, `${nameOf(key)}${PUBLIC}`);
}

function nameOf(key: VerifierPublicKey): string {
  return createHash("sha256").update(key.join()).digest("hex").slice(0, 16);
}
