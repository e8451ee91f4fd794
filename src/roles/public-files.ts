import { join } from "node:path";
import { keccak256 } from "ethers";
import { PsephosError } from "../errors.ts";
import { fileExists, readFileBytes } from "./read-file.ts";
import type { Workspace } from "./workspace.ts";
import { writeFileWhole } from "./write-file.ts";

/** Keeps a published file under its hash, so that whoever knows the hash from the chain can trust the bytes. */
export async function keepPublicFile(input: { workspace: Workspace; bytes: Uint8Array }): Promise<string> {
  const hash = keccak256(input.bytes);
  const file = input.workspace.publicFile(hash);
  await writeFileWhole({ file, data: input.bytes, secrecy: "public", overwrite: true });
  return hash;
}

/** Finds a published file by hash in the data folder and in the folders given; altered copies are refused by name. */
export async function findPublicFile(input: {
  workspace: Workspace;
  hash: string;
  folders?: readonly string[] | undefined;
  /** What it is, for the refusal: "roll file", "manifest". */
  kind: string;
}): Promise<Uint8Array> {
  const { workspace, hash, folders = [], kind } = input;
  const candidates = [workspace.publicFile(hash), ...folders.map((folder) => join(folder, `${hash}.json`))];
  for (const file of candidates) {
    if (!(await fileExists(file))) continue;
    const bytes = await readFileBytes(file);
    if (keccak256(bytes) === hash) return bytes;
    throw new PsephosError("PUBLIC_FILE_ALTERED", `${file} is not the ${kind} that the chain names. Fetch it again.`);
  }
  throw new PsephosError(
    "PUBLIC_FILE_MISSING",
    `The ${kind} ${hash} is not here. Ask its publisher for ${hash}.json and name its folder with --files.`,
  );
}
