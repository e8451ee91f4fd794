import assert from "node:assert/strict";
import { sql } from "kysely";
import { forBothStores } from "../support/both-stores.ts";

describe("The store's values", () => {
  forBothStores((open) => {
    it("come back alike: bigint as number, numeric as decimal string, json as data, bytes as bytes", async () => {
      const store = await open();
      const largest = "9".repeat(78);
      const { rows } = await sql`
        SELECT 9007199254740991::bigint AS safe, -1::bigint AS negative, count(*) AS count, ${largest}::numeric(78) AS word,
          '2024-02-29'::date AS day, '2024-02-29T12:00:00Z'::timestamptz AS moment, '[{"a":1}]'::jsonb AS json,
          '\\x00ff'::bytea AS bytes, NULL::bigint AS nothing, true AS yes, 7::integer AS small
        FROM generate_series(1, 3)`.execute(store.database);
      assert.deepEqual(
        { ...(rows[0] as object) },
        {
          ...{ safe: Number.MAX_SAFE_INTEGER, negative: -1, count: 3, word: largest, day: "2024-02-29" },
          ...{ moment: new Date("2024-02-29T12:00:00Z"), json: [{ a: 1 }], bytes: new Uint8Array([0, 255]) },
          ...{ nothing: null, yes: true, small: 7 },
        },
      );
    });

    it("refuse a bigint that a number cannot hold, and go on", async () => {
      const store = await open();
      await assert.rejects(sql`SELECT 9007199254740992::bigint AS large`.execute(store.database), RangeError);
      await store.ping();
    });
  });
});
