import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { isPsephosError, PsephosError } from "../../errors.ts";
import { putFile, readFile } from "../api/files.ts";
import type { Client } from "./client.ts";
import { pause } from "./retry.ts";

/** An index that follows its chain has read a block long before. */
const NAMED_WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4_000;

export interface FileCallOptions {
  readonly signal?: AbortSignal;
}

/** A file that the chain names by this hash, 0x…. NOT_FOUND if the service has none, PUBLIC_FILE_ALTERED if it gives another one. */
export async function fetchPublicFile(
  client: Client,
  hash: string,
  options: FileCallOptions = {},
): Promise<Uint8Array> {
  const bytes = await client.call(readFile, { params: { hash }, ...options });
  if (hashOf(bytes) === hash) return bytes;
  throw new PsephosError(
    "PUBLIC_FILE_ALTERED",
    "The service gives another file than the chain names. Ask another service, or the file's publisher.",
  );
}

/** Brings a file to the service once a transaction that names it was mined; its hash. Waits until the index has read the transaction. */
export async function publishFile(client: Client, bytes: Uint8Array, options: FileCallOptions = {}): Promise<string> {
  const hash = hashOf(bytes);
  const lastAtMs = performance.now() + NAMED_WITHIN_MS;
  for (let waitMs = FIRST_PAUSE_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_PAUSE_MS)) {
    try {
      await client.call(putFile, { params: { hash }, body: bytes, ...options });
      return hash;
    } catch (error) {
      if (!isPsephosError(error, "FILE_UNEXPECTED") || performance.now() + waitMs > lastAtMs) throw error;
      await pause(waitMs, options.signal);
    }
  }
}

function hashOf(bytes: Uint8Array): string {
  return `0x${bytesToHex(keccak_256(bytes))}`;
}
