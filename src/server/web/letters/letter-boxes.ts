import { createHash } from "node:crypto";
import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import { MAX_BOX_BYTES, MAX_LETTERS } from "../../api/letters.ts";
import { bytesValue } from "../../store/bytes.ts";
import type { Database } from "../../store/store.ts";
import { roomForLetters } from "./room.ts";

export interface WaitingLetter {
  readonly id: string;
  /** Its place in the order of arrival. */
  readonly number: number;
  readonly sealed: Uint8Array;
  /** Unix seconds, of a full hour. */
  readonly arrivedAt: number;
}

/** Sealed letters in the database. */
export interface LetterBoxes {
  /** The same letter again changes nothing. LETTER_BOX_FULL or STORAGE_FULL when there is no room. */
  post(box: string, sealed: Uint8Array): Promise<void>;
  /** Up to `count` that came after the one of this number, in the order of arrival. */
  waiting(box: string, page: { readonly after: number; readonly count: number }): Promise<WaitingLetter[]>;
  drop(box: string, id: string): Promise<void>;
}

export function letterBoxes(database: Database, { allBytes }: { readonly allBytes: number }): LetterBoxes {
  const room = roomForLetters(database, allBytes);
  return {
    async post(box, sealed) {
      await room.require(sealed.length);
      const digest = createHash("sha256").update(sealed).digest("hex");
      const { rows } = await sql`
        INSERT INTO letters (box, sealed, digest)
        SELECT ${box}::text, ${bytesValue(sealed)}, ${digest}::text
        WHERE (
          SELECT count(*) < ${MAX_LETTERS} AND coalesce(sum(octet_length(sealed)), 0) + ${sealed.length} <= ${MAX_BOX_BYTES}
          FROM letters WHERE box = ${box}
        )
        ON CONFLICT DO NOTHING RETURNING id`.execute(database);
      if (rows.length > 0) room.take(sealed.length);
      else await requireThere(database, { box, digest });
    },
    async waiting(box, { after, count }) {
      const rows = await database
        .selectFrom("letters")
        .select(["id", "number", "sealed", "arrived_at"])
        .where("box", "=", box)
        .where("number", ">", after)
        .orderBy("number")
        .limit(count)
        .execute();
      return rows.map(({ id, number, sealed, arrived_at: at }) => ({
        ...{ id, number, sealed },
        arrivedAt: Math.floor(at.getTime() / 1_000),
      }));
    },
    async drop(box, id) {
      await database.deleteFrom("letters").where("box", "=", box).where("id", "=", id).execute();
    },
  };
}

/** What was not added was there already, or found the box full. */
async function requireThere(database: Database, { box, digest }: { box: string; digest: string }): Promise<void> {
  const there = database.selectFrom("letters").select("id").where("box", "=", box).where("digest", "=", digest);
  if ((await there.executeTakeFirst()) !== undefined) return;
  throw new PsephosError(
    "LETTER_BOX_FULL",
    `This box is full. Try again when its owner has read them, or reach them otherwise.`,
  );
}
