import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import { bytesValue } from "../../store/bytes.ts";
import type { Store } from "../../store/store.ts";
import { hashBytes } from "./hash-bytes.ts";
import { namedFiles } from "./named-files.ts";

export interface FileLimits {
  /** Of one file; what the chain names it as may allow less. */
  readonly fileBytes: number;
  /** Of all together. */
  readonly allBytes: number;
}

/** Public files in the database, by their hash. */
export interface KeptFiles {
  read(hash: string): Promise<Uint8Array>;
  /**
   * Whether the file is kept already, so that nobody has to bring it. Throws FILE_UNEXPECTED unless a record on the chain names this
   * hash, BODY_TOO_LARGE for more bytes than what it names has.
   */
  has(hash: string, size: number): Promise<boolean>;
  /** Keeps what fits the hash and is named; again without effect. */
  keep(hash: string, bytes: Uint8Array): Promise<void>;
  /** Those of these that are not kept, and named by the chain. */
  missing(hashes: readonly string[]): Promise<string[]>;
}

export function keptFiles(store: Store, { fileBytes, allBytes }: FileLimits): KeptFiles {
  const { database } = store;
  const requireFitting = async (hash: string, size: number): Promise<void> => {
    const named = (await namedFiles(store, [hash])).get(hash);
    if (named === undefined) throw unexpected();
    const most = Math.min(named, fileBytes);
    if (size <= most) return;
    throw new PsephosError("BODY_TOO_LARGE", `Of what the chain names so, this service keeps up to ${most} bytes.`);
  };
  return {
    async has(hash, size) {
      const there = database.selectFrom("public_files").select("hash").where("hash", "=", hash);
      if ((await there.executeTakeFirst()) !== undefined) return true;
      await requireFitting(hash, size);
      return false;
    },
    async read(hash) {
      const row = await database.selectFrom("public_files").select("bytes").where("hash", "=", hash).executeTakeFirst();
      if (row !== undefined) return row.bytes;
      throw new PsephosError(
        "NOT_FOUND",
        "This service does not have the file. Ask its publisher for it, or another service.",
      );
    },
    async keep(hash, bytes) {
      await requireFitting(hash, bytes.length);
      if ((await hashBytes(bytes)) !== hash) {
        throw new PsephosError(
          "PUBLIC_FILE_ALTERED",
          "These bytes have another keccak256. Send the file as it was published.",
        );
      }
      await insert(store, { hash, bytes, allBytes });
    },
    async missing(hashes) {
      const named = [...(await namedFiles(store, hashes)).keys()];
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
