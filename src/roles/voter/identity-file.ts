import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { PsephosError } from "../../errors.ts";
import {
  backUpIdentity,
  createIdentity,
  PRIVATE_KEY_BYTES,
  restoreIdentity,
  type Identity,
} from "../../protocol/identity.ts";
import { fileExists } from "../read-file.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import type { Workspace } from "../workspace.ts";

type AskPassphrase = () => Promise<string>;

/** Draws a new identity and seals it. An existing one of this name is never replaced: its secret would be gone. */
export async function newIdentity(input: {
  workspace: Workspace;
  name: string;
  passphrase: AskPassphrase;
}): Promise<{ identity: Identity; file: string }> {
  const file = input.workspace.identityFile(input.name);
  if (await fileExists(file)) {
    throw new PsephosError("FILE_EXISTS", `The identity ${input.name} exists already. Choose another name.`);
  }
  const identity = createIdentity(randomBytes(PRIVATE_KEY_BYTES));
  const content = backUpIdentity(identity);
  await sealFile({ file, kind: "identity", content, passphrase: await input.passphrase() });
  return { identity, file };
}

export async function openIdentity(input: {
  workspace: Workspace;
  /** Without it, the only identity there is. */
  name?: string | undefined;
  passphrase: (name: string) => Promise<string>;
}): Promise<{ identity: Identity; name: string }> {
  const name = input.name ?? (await onlyIdentity(input.workspace));
  const file = input.workspace.identityFile(name);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "IDENTITY_MISSING",
      `There is no identity ${name} here. Make it (psephos identity new ${name}), or restore your backup.`,
    );
  }
  const passphrase = await input.passphrase(name);
  return { identity: restoreIdentity(await openSealedFile({ file, kind: "identity", passphrase })), name };
}

/** Writes a second sealed copy, after proving that the first one opens and is whole. */
export async function backUpIdentityFile(input: {
  workspace: Workspace;
  name?: string | undefined;
  to: string;
  passphrase: (name: string) => Promise<string>;
}): Promise<{ name: string; identity: Identity }> {
  let used = "";
  const remember = async (name: string): Promise<string> => (used = await input.passphrase(name));
  const { identity, name } = await openIdentity({ ...input, passphrase: remember });
  await sealFile({ file: input.to, kind: "identity", content: backUpIdentity(identity), passphrase: used });
  return { name, identity };
}

/** Brings a backup in under a name, under the passphrase that the backup has. */
export async function restoreIdentityFile(input: {
  workspace: Workspace;
  name: string;
  from: string;
  passphrase: AskPassphrase;
}): Promise<{ identity: Identity; file: string }> {
  const file = input.workspace.identityFile(input.name);
  if (await fileExists(file)) {
    throw new PsephosError("FILE_EXISTS", `The identity ${input.name} exists already. Restore under another name.`);
  }
  const passphrase = await input.passphrase();
  const identity = restoreIdentity(await openSealedFile({ file: input.from, kind: "identity", passphrase }));
  await sealFile({ file, kind: "identity", content: backUpIdentity(identity), passphrase });
  return { identity, file };
}

export async function onlyIdentity(workspace: Workspace): Promise<string> {
  const files = await readdir(workspace.identitiesFolder).catch(() => []);
  const names = files
    .filter((file) => file.endsWith(".json") && !file.startsWith("."))
    .map((file) => basename(file, ".json"));
  const [only, second] = names;
  if (only === undefined) {
    throw new PsephosError("IDENTITY_MISSING", "There is no identity here. Make one: psephos identity new NAME");
  }
  if (second !== undefined) {
    throw new PsephosError(
      "IDENTITY_MISSING",
      `Several identities are here: ${names.join(", ")}. Name one with --identity.`,
    );
  }
  return only;
}
