import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import type { Database } from "../../store/store.ts";

const COUNTED_MS = 60_000;
/** Of the room: above it letters go before their time, so that whoever fills the room does not close it for a month. */
const FULL_SHARE = 0.8;
/** Hours of arrival are rounded down: a letter that is deleted has waited a day at least. */
const KEPT_HOURS = 25;

export interface Room {
  /** STORAGE_FULL when there is none for so many bytes. */
  require(size: number): Promise<void>;
  take(size: number): void;
}

/** Counting all letters takes a while, so it is done once a minute; what comes meanwhile is added. */
export function roomForLetters(database: Database, allBytes: number): Room {
  let used = 0;
  let countedAtMs = Number.NEGATIVE_INFINITY;
  return {
    async require(size) {
      if (performance.now() - countedAtMs > COUNTED_MS) {
        countedAtMs = performance.now();
        used = await bytesOf(database);
        const excess = used - Math.floor(allBytes * FULL_SHARE);
        if (excess > 0) used -= await dropOldest(database, excess);
      }
      if (used + size <= allBytes) return;
      const message = "This service has no room for letters. Try again later; the operator raises web.allLettersMb.";
      throw new PsephosError("STORAGE_FULL", message);
    },
    take(size) {
      used += size;
    },
  };
}

async function bytesOf(database: Database): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    SELECT coalesce(sum(octet_length(sealed)), 0)::bigint AS used FROM letters`.execute(database);
  return rows[0]!.used;
}

/** As many of the oldest as have so many bytes, if these are old enough; how many bytes they had. */
async function dropOldest(database: Database, excess: number): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    DELETE FROM letters WHERE id IN (
      SELECT id FROM (
        SELECT id, arrived_at, sum(octet_length(sealed)) OVER (ORDER BY number) - octet_length(sealed) AS before FROM letters
      ) AS aged
      WHERE before < ${excess} AND arrived_at < now() - ${KEPT_HOURS} * interval '1 hour'
    )
    RETURNING octet_length(sealed) AS size`.execute(database);
  return rows.reduce((sum, { size }) => sum + size, 0);
}
