import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import { bytesValue } from "../../store/bytes.ts";
import type { Store } from "../../store/store.ts";
import type { FileLimits } from "../files/kept-files.ts";
import { logRootOf, MIN_ENTRY_BYTES } from "./log-root.ts";

/** Entries of logs in the database: of each log those that were published last. */
export interface KeptLogs {
  read(logId: bigint): Promise<Uint8Array>;
  /**
   * Whether as many entries are kept already. Throws FILE_UNEXPECTED unless the index has read this root as an anchor of this log,
   * BODY_TOO_LARGE for more bytes than this service keeps.
   */
  has(anchor: LogAnchor, bytes: number): Promise<boolean>;
  /** Keeps what has the anchored root; fewer entries than are kept, without effect. */
  keep(anchor: LogAnchor, bytes: Uint8Array): Promise<void>;
}

export interface LogAnchor {
  readonly logId: bigint;
  readonly root: string;
}

export function keptLogs(store: Store, { fileBytes, allBytes }: FileLimits): KeptLogs {
  const { database } = store;
  /** Entries that the anchor names. */
  const requireAnchored = async ({ logId, root }: LogAnchor, bytes: number): Promise<number> => {
    const { rows } = await sql<{ size: number | string }>`
      SELECT max(size) AS size FROM log_anchors WHERE log_id = ${String(logId)} AND root = ${root}
      HAVING max(size) IS NOT NULL`.execute(database);
    const [anchored] = rows;
    if (anchored === undefined) throw unexpected();
    if (bytes <= fileBytes) return Number(anchored.size);
    throw new PsephosError("BODY_TOO_LARGE", `Of one log this service keeps up to ${fileBytes} bytes.`);
  };
  const keptSize = async (logId: bigint): Promise<number> => {
    const row = database.selectFrom("log_entries").select("size").where("log_id", "=", String(logId));
    return (await row.executeTakeFirst())?.size ?? 0;
  };
  return {
    async has(anchor, bytes) {
      const size = await requireAnchored(anchor, bytes);
      return (await keptSize(anchor.logId)) >= size;
    },
    async read(logId) {
      const row = await database
        .selectFrom("log_entries")
        .select("bytes")
        .where("log_id", "=", String(logId))
        .executeTakeFirst();
      if (row !== undefined) return row.bytes;
      const message =
        "This service does not have the entries of this log. Ask its office for them, or another service.";
      throw new PsephosError("NOT_FOUND", message);
    },
    async keep(anchor, bytes) {
      const size = await requireAnchored(anchor, bytes.length);
      if (bytes.length < size * MIN_ENTRY_BYTES || (await logRootOf(bytes, size)) !== anchor.root) {
        const message =
          "These entries have another root than the anchored one. Send all of them, as they were anchored.";
        throw new PsephosError("PUBLIC_FILE_ALTERED", message);
      }
      await replace(store, { logId: anchor.logId, size, bytes, allBytes });
    },
  };
}

interface Replacement {
  readonly logId: bigint;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly allBytes: number;
}

/** The room that is left is asked in the same statement; two at once may go over it by one log. */
async function replace({ database }: Store, { logId, size, bytes, allBytes }: Replacement): Promise<void> {
  const id = String(logId);
  const { rows } = await sql<{ full: boolean }>`
    WITH room AS (
      SELECT coalesce(sum(octet_length(bytes)), 0) + ${bytes.length} > ${allBytes} AS full FROM log_entries WHERE log_id <> ${id}
    ),
    added AS (
      INSERT INTO log_entries (log_id, size, bytes)
      SELECT ${id}::numeric, ${size}::bigint, ${bytesValue(bytes)} FROM room WHERE NOT "full"
      ON CONFLICT (log_id) DO UPDATE SET size = excluded.size, bytes = excluded.bytes
      WHERE excluded.size > log_entries.size
    )
    SELECT "full" FROM room`.execute(database);
  if (rows[0]?.full === true) {
    const message = "This service keeps no more logs. Publish the log elsewhere; the operator raises web.allFilesMb.";
    throw new PsephosError("STORAGE_FULL", message);
  }
}

function unexpected(): PsephosError {
  return new PsephosError(
    "FILE_UNEXPECTED",
    "The index has read no such anchor of this log. If its transaction was only just mined, send it again in some seconds.",
  );
}
