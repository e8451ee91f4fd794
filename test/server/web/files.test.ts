import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { keccak256, toUtf8Bytes } from "ethers";
import { sql } from "kysely";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { fetchPublicFile, publishFile } from "../../../src/server/client/files.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { importerOf } from "../../../src/server/web/files/import-folder.ts";
import { keptFiles } from "../../../src/server/web/files/kept-files.ts";
import { fileRoutes } from "../../../src/server/web/files/routes.ts";
import { servedApp } from "../support/app.ts";
import { forBothStores } from "../support/both-stores.ts";
import { memoryTelemetry } from "../support/memory-telemetry.ts";

const LIMITS = { fileBytes: 100_000, allBytes: 150_000 };
const ROLL = toUtf8Bytes('{"format":"psephos.roll/1","名":"册"}');

const withCode = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

let block = 0;
async function addBlock(database: Store["database"]): Promise<void> {
  block += 1;
  await sql`INSERT INTO blocks VALUES (${block}, ${`0x${block}`}, '0x', 0, 1)`.execute(database);
}

/** As the index has it of a roll on the chain. */
async function nameOnChain({ database }: Store, hash: string): Promise<void> {
  await addBlock(database);
  await sql`
    INSERT INTO rolls (block_number, log_index, roll_id, registrar, root, size, total_weight, file_hash)
    VALUES (${block}, 0, ${block}, '0x', 1, 1, 1, ${hash})`.execute(database);
}

async function namePolicy({ database }: Store, hash: string): Promise<void> {
  await addBlock(database);
  await sql`
    INSERT INTO policies (block_number, log_index, policy_id, department_id, scope_id, policy_hash, circuit, max_status_age,
      max_clock_skew, validity, lapses, revocable, text_hash, text)
    VALUES (${block}, 0, ${block}, 1, 1, 1, 'presentation', 1, 1, 1, false, false, ${hash}, '')`.execute(database);
}

describe("Public files", function () {
  this.timeout(120_000);

  forBothStores((open) => {
    const serveFiles = async (limits = LIMITS) => {
      const store = await open();
      const files = keptFiles(store, limits);
      const { app, url } = await servedApp({ routes: fileRoutes(files) });
      apps.push(() => app.close());
      return { store, files, app, url, client: createClient({ url }) };
    };
    const apps: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const close of apps.splice(0)) await close();
    });

    it("are kept once the chain names them, byte for byte, and given to everybody for ever", async () => {
      const { store, client, url } = await serveFiles();
      const hash = keccak256(ROLL);
      await nameOnChain(store, hash);
      assert.equal(await publishFile(client, ROLL), hash);
      assert.equal(await publishFile(client, ROLL), hash);
      assert.deepEqual(await fetchPublicFile(client, hash), ROLL);
      const { headers } = await fetch(`${url}/v1/files/${hash}`);
      assert.match(headers.get("cache-control") ?? "", /immutable/);
      assert.equal(headers.get("content-type"), "application/json");
      assert.equal(headers.get("content-disposition"), "attachment");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
      assert.equal((await store.database.selectFrom("public_files").select("hash").execute()).length, 1);
    });

    it("are waited for by whoever publishes them, until the index has read the transaction", async () => {
      const { store, client } = await serveFiles();
      const published = publishFile(client, ROLL);
      setTimeout(() => void nameOnChain(store, keccak256(ROLL)), 700);
      assert.equal(await published, keccak256(ROLL));
    });

    it("are not kept when the chain does not name them, and their body is not even read", async () => {
      const { store, url } = await serveFiles();
      const put = (hash: string, body: string | Uint8Array<ArrayBuffer>, type = "application/octet-stream") =>
        fetch(`${url}/v1/files/${hash}`, { method: "PUT", headers: { "content-type": type }, body });
      const code = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;
      assert.equal(await code(put(keccak256(ROLL), new Uint8Array(ROLL))), "FILE_UNEXPECTED");
      assert.equal(await code(put("0x12", new Uint8Array(ROLL))), "REQUEST_MALFORMED");
      await nameOnChain(store, keccak256(ROLL));
      assert.equal(await code(put(keccak256(ROLL), new Uint8Array(toUtf8Bytes("another")))), "PUBLIC_FILE_ALTERED");
      assert.equal(await code(put(keccak256(ROLL), "{}", "application/json")), "MEDIA_TYPE_REFUSED");
      const long = new Uint8Array(LIMITS.fileBytes + 1);
      await nameOnChain(store, keccak256(long));
      assert.equal(await code(put(keccak256(long), long)), "BODY_TOO_LARGE");
      assert.deepEqual(await store.database.selectFrom("public_files").select("hash").execute(), []);
    });

    it("T099: are no larger than what the chain names: a policy's text has 256 KiB", async () => {
      const { store, files, url } = await serveFiles({ fileBytes: 2 ** 23, allBytes: 2 ** 24 });
      const [fitting, long] = [new Uint8Array(262_144).fill(3), new Uint8Array(262_145).fill(3)];
      for (const bytes of [fitting, long]) await namePolicy(store, keccak256(bytes));
      await files.keep(keccak256(fitting), fitting);
      await assert.rejects(files.keep(keccak256(long), long), withCode("BODY_TOO_LARGE"));
      const headers = { "content-type": "application/octet-stream" };
      const answer = await fetch(`${url}/v1/files/${keccak256(long)}`, { method: "PUT", headers, body: long });
      assert.equal(answer.status, 413);
      await nameOnChain(store, keccak256(long));
      await files.keep(keccak256(long), long);
    });

    it("T099: are not read again once they are kept, and not without a length that was told", async () => {
      const { store, files, app } = await serveFiles();
      const hash = keccak256(ROLL);
      await nameOnChain(store, hash);
      await files.keep(hash, ROLL);
      const put = (name: string, body: Buffer | Readable) =>
        app.inject({
          ...{ method: "PUT", url: `/v1/files/${name}`, payload: body },
          headers: { "content-type": "application/octet-stream" },
        });
      assert.equal((await put(hash, Buffer.from("whatever"))).statusCode, 204);
      assert.deepEqual(await files.read(hash), ROLL);
      assert.equal((await put(keccak256("0x12"), Readable.from([Buffer.from("x")]))).statusCode, 400);
    });

    it("are kept while there is room, and then refused", async () => {
      const { store, files } = await serveFiles();
      const [one, two] = [new Uint8Array(90_000).fill(1), new Uint8Array(90_000).fill(2)];
      for (const bytes of [one, two]) await nameOnChain(store, keccak256(bytes));
      await files.keep(keccak256(one), one);
      await assert.rejects(files.keep(keccak256(two), two), withCode("STORAGE_FULL"));
      await files.keep(keccak256(one), one);
    });

    it("may be of eight megabytes", async () => {
      const { store, client } = await serveFiles({ fileBytes: 2 ** 23, allBytes: 2 ** 24 });
      const bytes = new Uint8Array(2 ** 23).fill(7);
      const hash = keccak256(bytes);
      await nameOnChain(store, hash);
      await publishFile(client, bytes);
      assert.equal((await fetchPublicFile(client, hash)).length, bytes.length);
    });

    it("are not found when nobody brought them", async () => {
      const { client } = await serveFiles();
      await assert.rejects(fetchPublicFile(client, keccak256(ROLL)), withCode("NOT_FOUND"));
    });

    it("come from the data folder as soon as the chain names them; what is altered there is told of once", async () => {
      const { store, files } = await serveFiles();
      const folder = await mkdtemp(join(tmpdir(), "psephos-public-"));
      const { telemetry, lines } = memoryTelemetry();
      const look = importerOf({ files, folder: join(folder, "public"), log: telemetry.log });
      await look();
      const hash = keccak256(ROLL);
      const file = join(folder, "public", `${hash}.json`);
      await mkdir(join(folder, "public"));
      await writeFile(join(folder, "public", "notes.txt"), "mine");
      await writeFile(file, "altered");
      await look();
      assert.equal(lines.length, 0);
      await nameOnChain(store, hash);
      await look();
      await look();
      assert.equal(lines.length, 1);
      await writeFile(file, ROLL);
      await utimes(file, 1, 1);
      await look();
      assert.deepEqual(await files.read(hash), ROLL);
      assert.deepEqual(await files.missing([hash]), []);
      await rm(folder, { recursive: true });
    });
  });

  it("are refused by their reader when the service gives others", async () => {
    const other = () => Promise.resolve(new Response("another"));
    const client = createClient({ url: "http://service.example", fetch: other });
    await assert.rejects(fetchPublicFile(client, keccak256(ROLL)), withCode("PUBLIC_FILE_ALTERED"));
  });
});
