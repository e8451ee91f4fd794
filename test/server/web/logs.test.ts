import assert from "node:assert/strict";
import { sql } from "kysely";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { leafHash } from "../../../src/protocol/log/hash.ts";
import { LogTree } from "../../../src/protocol/log/tree.ts";
import { toHex } from "../../../src/protocol/sharing/hex.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { putLogEntries, readLogEntries } from "../../../src/server/client/endpoints.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { keptLogs } from "../../../src/server/web/logs/kept-logs.ts";
import { logEntryRoutes } from "../../../src/server/web/logs/routes.ts";
import { servedApp } from "../support/app.ts";
import { forBothStores } from "../support/both-stores.ts";

const LIMITS = { fileBytes: 10_000, allBytes: 12_000 };
const withCode = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

/** As long as entries are at the least, and some of another alphabet. */
const ENTRIES = Array.from({ length: 9 }, (_, place) => `{"entry":${place},"名":"${"x".repeat(150)}"}`);

function published(count: number): { bytes: Uint8Array; root: string } {
  const tree = new LogTree();
  const utf8 = new TextEncoder();
  for (const entry of ENTRIES.slice(0, count)) tree.append(leafHash(utf8.encode(entry)));
  const lines = ENTRIES.slice(0, count).map((entry) => `${entry}\n`);
  return { bytes: utf8.encode(lines.join("")), root: toHex(tree.root()) };
}

let block = 0;
/** As the index has it of an anchor on the chain. */
async function anchor({ database }: Store, of: { logId: number; size: number; root: string }): Promise<void> {
  block += 1;
  await sql`INSERT INTO blocks VALUES (${block}, ${`0x${block}`}, '0x', 0, 1)`.execute(database);
  await sql`
    INSERT INTO log_anchors (block_number, log_index, log_id, size, root)
    VALUES (${block}, 0, ${of.logId}, ${of.size}, ${of.root})`.execute(database);
}

describe("Published logs", function () {
  this.timeout(120_000);

  forBothStores((open) => {
    const apps: (() => Promise<unknown>)[] = [];
    const serveLogs = async () => {
      const store = await open();
      const { app, url } = await servedApp({ routes: logEntryRoutes(keptLogs(store, LIMITS)) });
      apps.push(() => app.close());
      const client = createClient({ url });
      const put = (logId: bigint, { root, bytes: body }: { root: string; bytes: Uint8Array }) =>
        client.call(putLogEntries, { params: { logId, root }, body });
      const get = (logId: bigint) => client.call(readLogEntries, { params: { logId } });
      return { store, put, get };
    };
    afterEach(async () => {
      for (const close of apps.splice(0)) await close();
    });

    it("are kept once the chain names their root, and give way to more entries, never to fewer", async () => {
      const { store, put, get } = await serveLogs();
      const [few, many] = [published(3), published(9)];
      await assert.rejects(get(1n), withCode("NOT_FOUND"));
      await assert.rejects(put(1n, few), withCode("FILE_UNEXPECTED"));
      await anchor(store, { logId: 1, size: 3, root: few.root });
      await assert.rejects(put(2n, few), withCode("FILE_UNEXPECTED"));
      await put(1n, few);
      assert.deepEqual(await get(1n), few.bytes);
      await anchor(store, { logId: 1, size: 9, root: many.root });
      await put(1n, many);
      await put(1n, few);
      await put(1n, many);
      assert.deepEqual(await get(1n), many.bytes);
    });

    it("are refused where one entry is altered, left out, put in, or not ended", async () => {
      const { store, put, get } = await serveLogs();
      const { bytes, root } = published(9);
      await anchor(store, { logId: 1, size: 9, root });
      const altered = Uint8Array.from(bytes);
      altered[5] = 0x20;
      const wrong = [altered, published(8).bytes, Uint8Array.from([...bytes, 0x0a]), bytes.slice(0, -1)];
      for (const each of wrong) await assert.rejects(put(1n, { root, bytes: each }), withCode("PUBLIC_FILE_ALTERED"));
      await assert.rejects(get(1n), withCode("NOT_FOUND"));
    });

    it("cost no work for lines that are no entries, and no more room than there is", async () => {
      const { store, put } = await serveLogs();
      const root = `0x${"5".repeat(64)}`;
      await anchor(store, { logId: 1, size: 9_000, root });
      const empty = new Uint8Array(9_000).fill(0x0a);
      await assert.rejects(put(1n, { root, bytes: empty }), withCode("PUBLIC_FILE_ALTERED"));
      await assert.rejects(put(1n, { root, bytes: new Uint8Array(10_001) }), withCode("BODY_TOO_LARGE"));
      await sql`INSERT INTO log_entries VALUES (7, 1, ${Buffer.alloc(11_500)})`.execute(store.database);
      const few = published(3);
      await anchor(store, { logId: 2, size: 3, root: few.root });
      await assert.rejects(put(2n, few), withCode("STORAGE_FULL"));
    });
  });
});
