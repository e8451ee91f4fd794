import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * What the portal's own server publishes, as files that use cases read: circuits and compiled contracts of this build, and the public
 * files of elections, named by their hash. The first two are checked here against the hashes that this build was made with; the last by
 * whoever reads them, against the chain.
 */
declare const PUBLISHED_HASHES: Readonly<Record<string, string>>;

const CACHE = "psephos-published";
const PUBLIC_FILE = /\/public\/(0x[0-9a-f]{64})\.json$/;

/** A public file is named by its hash: a copy here that was damaged is as good as none, since the server has another one. */
export function isDamagedCopy(path: string, bytes: Uint8Array): boolean {
  const hash = PUBLIC_FILE.exec(path)?.[1];
  return hash !== undefined && `0x${bytesToHex(keccak_256(bytes))}` !== hash;
}

/** Where a file's path is published, relative to the portal; undefined if nowhere. */
function placeOf(path: string): string | undefined {
  const built = /^\/build\/(circuits\/.+|artifacts\/contracts\/.+)$/.exec(path)?.[1];
  if (built !== undefined) return `published/${built}`;
  const hash = PUBLIC_FILE.exec(path)?.[1];
  return hash === undefined ? undefined : `v1/files/${hash}`;
}

export async function fetchPublished(path: string): Promise<Uint8Array | undefined> {
  const place = placeOf(path);
  if (place === undefined) return undefined;
  const integrity = PUBLISHED_HASHES[place];
  // An artifact that this build does not know is none of ours.
  if (place.startsWith("published/") && integrity === undefined) return undefined;
  const url = new URL(`../${place}`, self.location.href);
  const kept = integrity === undefined ? undefined : await keptCopy(url, integrity);
  if (kept !== undefined) return kept;
  const answer = await fetch(url, { credentials: "omit", redirect: "error" });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${place} is not to be had now (${answer.status}).`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (integrity === undefined) return bytes;
  if (await isWhole(bytes, integrity)) await keepCopy(url, bytes);
  // Circuits are refused under their own name by whoever reads them; what a contract must be, nobody else knows.
  else if (place.startsWith("published/artifacts/")) throw new Error(`${place} is not of this build.`);
  return bytes;
}

/** For the next time, also without a connection. A browser that keeps nothing fetches again. */
async function keepCopy(url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const cache = await openCache();
  await cache?.put(url, new Response(bytes)).catch(() => undefined);
}

async function keptCopy(url: URL, integrity: string): Promise<Uint8Array | undefined> {
  const cache = await openCache();
  const answer = await cache?.match(url);
  if (answer === undefined) return undefined;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (await isWhole(bytes, integrity)) return bytes;
  await cache?.delete(url);
  return undefined;
}

async function openCache(): Promise<Cache | undefined> {
  if (!("caches" in self)) return undefined;
  return caches.open(CACHE).catch(() => undefined);
}

/** `sha256-` and base64, as pages name what they load. */
async function isWhole(bytes: Uint8Array<ArrayBuffer>, integrity: string): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...digest))}`;
}
