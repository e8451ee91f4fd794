import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import { bytesValue } from "../../store/bytes.ts";
import type { Store } from "../../store/store.ts";
import { hashBytes } from "./hash-bytes.ts";
import { namedHashes } from "./named-hashes.ts";

export interface FileLimits {
  /** Of one file. */
  readonly fileBytes: number;
  /** Of all together. */
  readonly allBytes: number;
}

/** Public files in the database, by their hash. */
export interface KeptFiles {
  read(hash: string): Promise<Uint8Array>;
  /** Throws FILE_UNEXPECTED unless a record on the chain names this hash. */
  requireNamed(hash: string): Promise<void>;
  /** Keeps what fits the hash and is named; again without effect. */
  keep(hash: string, bytes: Uint8Array): Promise<void>;
  /** Those of these that are not kept, and named by the chain. */
  missing(hashes: readonly string[]): Promise<string[]>;
}

export function keptFiles(store: Store, { fileBytes, allBytes }: FileLimits): KeptFiles {
  const { database } = store;
  const requireNamed = async (hash: string): Promise<void> => {
    if ((await namedHashes(store, [hash])).length === 0) throw unexpected();
  };
  return {
    requireNamed,
    async read(hash) {
      const row = await database.selectFrom("public_files").select("bytes").where("hash", "=", hash).executeTakeFirst();
      if (row !== undefined) return row.bytes;
      throw new PsephosError(
        "NOT_FOUND",
        "This service does not have the file. Ask its publisher for it, or another service.",
      );
    },
    async keep(hash, bytes) {
      if (bytes.length > fileBytes) {
        throw new PsephosError("BODY_TOO_LARGE", `This service keeps files of up to ${fileBytes} bytes.`);
      }
      if ((await hashBytes(bytes)) !== hash) {
        throw new PsephosError(
          "PUBLIC_FILE_ALTERED",
          "These bytes have another keccak256. Send the file as it was published.",
        );
      }
      await requireNamed(hash);
      await insert(store, { hash, bytes, allBytes });
    },
    async missing(hashes) {
      const named = await namedHashes(store, hashes);
      if (named.length === 0) return [];
      const kept = await database.selectFrom("public_files").select("hash").where("hash", "in", named).execute();
      return named.filter((hash) => !kept.some((row) => row.hash === hash));
    },
  };
}

interface Addition {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly allBytes: number;
}

/** The room that is left is asked in the same statement; two at once may go over it by one file. */
async function insert({ database }: Store, { hash, bytes, allBytes }: Addition): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    WITH room AS (SELECT coalesce(sum(size), 0) + ${bytes.length} > ${allBytes} AS full FROM public_files WHERE hash <> ${hash}),
    added AS (
      INSERT INTO public_files (hash, bytes, size) SELECT ${hash}, ${bytesValue(bytes)}, ${bytes.length}::integer FROM room WHERE NOT "full"
      ON CONFLICT DO NOTHING
    )
    SELECT "full" FROM room`.execute(database);
  if (rows[0]?.full === true) {
    const message = "This service keeps no more files. Publish the file elsewhere; the operator raises web.allFilesMb.";
    throw new PsephosError("STORAGE_FULL", message);
  }
}

function unexpected(): PsephosError {
  return new PsephosError(
    "FILE_UNEXPECTED",
    "No record that the index has read names this file. If its transaction was only just mined, send it again in some seconds; else check the hash.",
  );
}
