import type { TrustedKey } from "../chain/trust.ts";
import { isPsephosError, PsephosError } from "../errors.ts";
import { listsHash, type StatusListFiles } from "../protocol/credential/lists-hash.ts";
import { parseStatusList, type StatusListCredential, type StatusPurpose } from "../protocol/credential/status-list.ts";
import { StatusTree } from "../protocol/credential/status-tree.ts";
import { decodeUtf8 } from "../protocol/text.ts";
import { parseJson } from "./read-file.ts";

/** Where published status lists come from: the network, a folder, a cache. What it brings is checked against the chain. */
export interface StatusListSource {
  /** `url` as the credential names it. */
  fetch(url: string): Promise<Uint8Array>;
}

const MAX_LIST_BYTES = 256 * 1024;
const TIMEOUT_MS = 30_000;

/**
 * Lists from the addresses that credentials name. Everybody fetches whole lists from one address, which `openStatusTree` checks, so
 * asking tells nothing about who asks.
 */
export const webStatusLists: StatusListSource = {
  async fetch(url) {
    try {
      const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await readBounded(response);
    } catch (cause) {
      const message = `The status list at ${url} cannot be fetched. Try again later, or ask its issuer.`;
      throw new PsephosError("PUBLIC_FILE_MISSING", message, { cause });
    }
  },
};

async function readBounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MAX_LIST_BYTES) throw new Error("too large");
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The tree over an issuer key's published lists, which are held against what the registry says of them. */
export async function openStatusTree(input: {
  key: Pick<TrustedKey, "listsHash" | "statusRoot">;
  statusLists: Readonly<Record<StatusPurpose, string>>;
  source: StatusListSource;
}): Promise<StatusTree> {
  const { key, statusLists } = input;
  const files = await fetchNamed(input);
  if (files === undefined) {
    throw altered(statusLists.revocation, "are not the files that the registry names; fetch them again");
  }
  const lists = await readBoth(files);
  // The credential's issuer does not sign the address. One for each holder would tell who is about to prove something.
  if (lists.revocation.url !== statusLists.revocation || lists.suspension.url !== statusLists.suspension) {
    throw altered(
      statusLists.revocation,
      "are published elsewhere: this address may be for you alone; tell the issuer",
    );
  }
  const tree = await treeOf(lists);
  if (tree.root !== key.statusRoot) {
    throw altered(statusLists.revocation, "do not have the root that the registry has; tell the issuer");
  }
  return tree;
}

/** Where the lists of one publication are, also while others are at the address itself; `hash` as the registry has it. */
export function editionUrls(statusLists: Readonly<Record<StatusPurpose, string>>, hash: string) {
  const edition = (url: string) => `${url}.${hash.slice(2)}`;
  return { revocation: edition(statusLists.revocation), suspension: edition(statusLists.suspension) };
}

/**
 * The files that the registry names; undefined if there are others. Files and registry cannot change in one moment, so where those at
 * the address differ, the edition of that hash is looked for: everybody asks for the same one.
 */
async function fetchNamed({ key, statusLists, source }: Parameters<typeof openStatusTree>[0]) {
  const files = await fetchBoth(source, statusLists);
  if (listsHash(files) === key.listsHash) return files;
  try {
    const edition = await fetchBoth(source, editionUrls(statusLists, key.listsHash));
    return listsHash(edition) === key.listsHash ? edition : undefined;
  } catch (error) {
    if (isPsephosError(error, "PUBLIC_FILE_MISSING")) return undefined;
    throw error;
  }
}

async function fetchBoth(
  source: StatusListSource,
  urls: Readonly<Record<StatusPurpose, string>>,
): Promise<StatusListFiles> {
  const [revocation, suspension] = await Promise.all([source.fetch(urls.revocation), source.fetch(urls.suspension)]);
  return { revocation, suspension };
}

/** The tree over two list files. A list in the other's place is refused. */
export async function readStatusLists(files: StatusListFiles): Promise<StatusTree> {
  return treeOf(await readBoth(files));
}

type BothLists = Readonly<Record<StatusPurpose, StatusListCredential>>;

async function readBoth(files: StatusListFiles): Promise<BothLists> {
  const [revocation, suspension] = await Promise.all([read(files, "revocation"), read(files, "suspension")]);
  return { revocation, suspension };
}

function treeOf({ revocation, suspension }: BothLists): Promise<StatusTree> {
  return StatusTree.of({ revocation: revocation.list, suspension: suspension.list });
}

async function read(files: StatusListFiles, expected: StatusPurpose): Promise<StatusListCredential> {
  const text = decodeUtf8(files[expected]);
  if (text === undefined) throw new PsephosError("STATUS_LIST_MALFORMED", `The ${expected} list is not UTF-8 text.`);
  const list = await parseStatusList(parseJson({ text, source: `The ${expected} list` }));
  if (list.purpose !== expected) {
    throw new PsephosError(
      "STATUS_LIST_MALFORMED",
      `The ${expected} list is one of ${list.purpose}. Exchange the files.`,
    );
  }
  return list;
}

function altered(url: string, reason: string): PsephosError {
  return new PsephosError("PUBLIC_FILE_ALTERED", `The status lists at ${new URL(url).host} ${reason}.`);
}
