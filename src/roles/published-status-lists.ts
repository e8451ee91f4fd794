import { concat, getBytes, hexlify, keccak256 } from "ethers";
import { isPsephosError, PsephosError } from "../errors.ts";
import type { StatusListFiles } from "../protocol/credential/lists-hash.ts";
import { parseStatusList } from "../protocol/credential/status-list.ts";
import { decodeUtf8 } from "../protocol/text.ts";
import { findPublicFile } from "./public-files.ts";
import { parseJson } from "./read-file.ts";
import type { StatusListSource } from "./status-lists.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Status lists among the public files, which are named by their hash, for people whose program asks one server alone. The registry has
 * the hash of two hashes: the 64 bytes of these are a public file too, and lead to the lists without anybody's word for it.
 */
const HASH_BYTES = 32;

/** The three files to publish beside those at the lists' own addresses. */
export function statusListPublicFiles({ revocation, suspension }: StatusListFiles): readonly Uint8Array[] {
  return [revocation, suspension, getBytes(concat([keccak256(revocation), keccak256(suspension)]))];
}

/** Asks for the edition that the registry names; at the address itself it has nothing. */
export function publishedStatusLists(workspace: Workspace): StatusListSource {
  return {
    async fetch(url) {
      const [, address, hash] = /^(.+)\.([0-9a-f]{64})$/.exec(url) ?? [];
      // Other than any edition, so that the one which the registry names is asked for.
      if (address === undefined || hash === undefined) return new Uint8Array();
      for (const file of await listsOf(workspace, `0x${hash}`)) if (await isOf(file, address)) return file;
      throw missing(address);
    },
  };
}

async function listsOf(workspace: Workspace, listsHash: string): Promise<Uint8Array[]> {
  const { revocation, suspension } = await findStatusListFiles(workspace, listsHash);
  return [revocation, suspension];
}

/** Both files of one publication; PUBLIC_FILE_MISSING unless all of it is there. */
export async function findStatusListFiles(workspace: Workspace, listsHash: string): Promise<StatusListFiles> {
  const find = (hash: string) => findPublicFile({ workspace, hash, kind: "status list" });
  const index = await find(listsHash);
  const [revocation, suspension] = await Promise.all([
    find(hexlify(index.slice(0, HASH_BYTES))),
    find(hexlify(index.slice(HASH_BYTES))),
  ]);
  return { revocation, suspension };
}

async function isOf(file: Uint8Array, address: string): Promise<boolean> {
  const text = decodeUtf8(file);
  if (text === undefined) return false;
  try {
    return (await parseStatusList(parseJson({ text, source: "The status list" }))).url === address;
  } catch (error) {
    if (isPsephosError(error)) return false;
    throw error;
  }
}

function missing(address: string): PsephosError {
  const message = `The status list of ${new URL(address).host} is not among the public files. Try again later, or ask its issuer.`;
  return new PsephosError("PUBLIC_FILE_MISSING", message);
}
