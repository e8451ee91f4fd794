import assert from "node:assert/strict";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { MAX_BOX_BYTES, MAX_LETTER_BYTES, MAX_LETTERS } from "../../../src/server/api/letters.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { dropLetter, postLetter, readLetters } from "../../../src/server/client/letters.ts";
import { NO_RATES } from "../../../src/server/http/config.ts";
import { CHORES } from "../../../src/server/housekeeping/chores.ts";
import { dailyBytes } from "../../../src/server/web/letters/daily-bytes.ts";
import { letterBoxes, type LetterBoxes } from "../../../src/server/web/letters/letter-boxes.ts";
import { letterRoutes } from "../../../src/server/web/letters/routes.ts";
import { servedApp, testApp } from "../support/app.ts";
import { forBothStores } from "../support/both-stores.ts";
import { memoryTelemetry } from "../support/memory-telemetry.ts";

const ROOM = { allBytes: 2 ** 30 };

function newBox() {
  const token = randomBytes(32);
  return { boxId: createHash("sha256").update(token).digest("hex"), token: token.toString("base64url") };
}

const NO_BOXES: LetterBoxes = {
  post: () => Promise.resolve(),
  waiting: () => Promise.resolve([]),
  drop: () => Promise.resolve(),
};

const withCode = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const letter = (text: string) => new TextEncoder().encode(text);

describe("Letter boxes", function () {
  this.timeout(120_000);

  forBothStores((open) => {
    const ends: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });
    const serveLetters = async (room = ROOM) => {
      const store = await open();
      const { telemetry, lines } = memoryTelemetry();
      const routes = letterRoutes(letterBoxes(store.database, room), dailyBytes({ bytes: 0 }));
      const { app, url } = await servedApp({ routes, telemetry });
      ends.push(() => app.close());
      return { store, url, lines, client: createClient({ url }) };
    };

    it("give letters in the order of their arrival to the holder of the token, until he drops them", async () => {
      const { client } = await serveLetters();
      const [box, other] = [newBox(), newBox()];
      const texts = Array.from({ length: 45 }, (_, place) => `letter ${place}`);
      for (const text of texts) await postLetter(client, { boxId: box.boxId, sealed: letter(text) });
      await postLetter(client, { boxId: other.boxId, sealed: letter("for somebody else") });
      const letters = await readLetters(client, box);
      assert.deepEqual(
        letters.map(({ sealed }) => new TextDecoder().decode(sealed)),
        texts,
      );
      for (const { id } of letters.slice(1)) await dropLetter(client, { ...box, id });
      await dropLetter(client, { ...box, id: letters[1]!.id });
      assert.deepEqual(await readLetters(client, box), letters.slice(0, 1));
      assert.deepEqual(await readLetters(client, newBox()), []);
    });

    it("open to no other token, and none may drop what is not his", async () => {
      const { client, url } = await serveLetters();
      const [box, other] = [newBox(), newBox()];
      await postLetter(client, { boxId: box.boxId, sealed: letter("mine") });
      const { id } = (await readLetters(client, box))[0]!;
      for (const token of [other.token, box.boxId, box.token.slice(0, -2), "A"]) {
        await assert.rejects(readLetters(client, { boxId: box.boxId, token }), withCode("ACCESS_DENIED"));
        await assert.rejects(dropLetter(client, { boxId: box.boxId, token, id }), withCode("ACCESS_DENIED"));
      }
      await dropLetter(client, { ...other, id });
      for (const authorization of ["", "Basic bWU6bWU=", `Bearer ${box.token} ${box.token}`, "Bearer "]) {
        const headers = authorization === "" ? {} : { authorization };
        assert.equal((await fetch(`${url}/v1/letters/${box.boxId}`, { headers })).status, 403);
      }
      assert.equal((await readLetters(client, box)).length, 1);
    });

    it("keep one of letters that are the same, and the hour of arrival alone; no address and no token is anywhere", async () => {
      const { store, client, lines } = await serveLetters();
      const box = newBox();
      for (let round = 0; round < 3; round += 1) await postLetter(client, { boxId: box.boxId, sealed: letter("once") });
      const letters = await readLetters(client, box);
      assert.equal(letters.length, 1);
      assert.equal(letters[0]!.arrivedAt % 3_600, 0);
      const { rows } = await sql<Record<string, unknown>>`SELECT * FROM letters`.execute(store.database);
      assert.deepEqual(Object.keys(rows[0]!).sort(), ["arrived_at", "box", "digest", "id", "number", "sealed"]);
      const written = JSON.stringify(rows) + lines.join("");
      for (const secret of [box.token, "127.0.0.1"]) assert.ok(!written.includes(secret));
      assert.ok(!lines.join("").includes(box.boxId));
    });

    it("hold so many letters, and take the same ones again even then", async () => {
      const { store, client } = await serveLetters();
      const box = newBox();
      await sql`
        INSERT INTO letters (box, sealed, digest)
        SELECT ${box.boxId}, '\\x00'::bytea, n::text FROM generate_series(2, ${MAX_LETTERS}) AS n`.execute(
        store.database,
      );
      await postLetter(client, { boxId: box.boxId, sealed: letter("the last") });
      await assert.rejects(
        postLetter(client, { boxId: box.boxId, sealed: letter("one more") }),
        withCode("LETTER_BOX_FULL"),
      );
      await postLetter(client, { boxId: box.boxId, sealed: letter("the last") });
      await postLetter(client, { boxId: newBox().boxId, sealed: letter("elsewhere") });
    });

    it("hold so many bytes, and take the same letter again even then", async () => {
      const { store, client } = await serveLetters();
      const box = newBox();
      const longest = new Uint8Array(MAX_LETTER_BYTES).fill(1);
      const places = MAX_BOX_BYTES / MAX_LETTER_BYTES;
      await sql`
        INSERT INTO letters (box, sealed, digest)
        SELECT ${box.boxId}, convert_to(repeat('x', ${MAX_LETTER_BYTES}), 'UTF8'), n::text
        FROM generate_series(2, ${places}) AS n`.execute(store.database);
      await postLetter(client, { boxId: box.boxId, sealed: longest });
      await assert.rejects(postLetter(client, { boxId: box.boxId, sealed: letter("x") }), withCode("LETTER_BOX_FULL"));
      await postLetter(client, { boxId: box.boxId, sealed: longest });
    });

    it("give up the oldest letters when the room is nearly full, and none that is not a day old", async () => {
      const { store, client } = await serveLetters({ allBytes: 1_000 });
      const box = newBox();
      const add = (ages: readonly number[]) =>
        sql`
          INSERT INTO letters (box, sealed, digest, arrived_at)
          SELECT ${box.boxId}, convert_to(repeat('x', 100), 'UTF8'), age::text, now() - age * interval '1 hour'
          FROM unnest(${sql.val(ages)}::integer[]) WITH ORDINALITY AS old (age, place) ORDER BY place`.execute(
          store.database,
        );
      await add([100, 90, 80, 24, 10, 9, 8, 7, 6, 5]);
      await postLetter(client, { boxId: newBox().boxId, sealed: letter("there is room again") });
      const left = async () => (await readLetters(client, box)).length;
      assert.equal(await left(), 8);
    });

    it("give up none when all are young: then there is no room", async () => {
      const { store, client } = await serveLetters({ allBytes: 100 });
      const box = newBox();
      await sql`
        INSERT INTO letters (box, sealed, digest, arrived_at)
        VALUES (${box.boxId}, convert_to(repeat('x', 100), 'UTF8'), 'a', now() - interval '24 hours')`.execute(
        store.database,
      );
      await assert.rejects(postLetter(client, { ...newBox(), sealed: letter("x") }), withCode("STORAGE_FULL"));
      assert.equal((await readLetters(client, box)).length, 1);
    });

    it("take letters of a bounded size, and no more than there is room for altogether", async () => {
      const { client, url } = await serveLetters({ allBytes: 300_000 });
      const box = newBox();
      const longest = new Uint8Array(randomBytes(MAX_LETTER_BYTES));
      await postLetter(client, { boxId: box.boxId, sealed: longest });
      assert.deepEqual((await readLetters(client, box))[0]!.sealed, longest);
      await assert.rejects(
        postLetter(client, { boxId: newBox().boxId, sealed: longest.map((byte) => byte ^ 1) }),
        withCode("STORAGE_FULL"),
      );
      const post = async (sealed: unknown) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`${url}/v1/letters/${box.boxId}`, {
          ...{ method: "POST", headers, body: JSON.stringify({ sealed }) },
        });
        return answer.status;
      };
      const longer = Buffer.alloc(MAX_LETTER_BYTES + 3).toString("base64url");
      assert.ok([400, 413].includes(await post(longer)));
      for (const wrong of ["", "a", "AB", "AA==", "A+/A", 7, null]) assert.equal(await post(wrong), 400, String(wrong));
    });

    it("refuse what is no box, no letter's id and no cursor", async () => {
      const { client, url } = await serveLetters();
      const box = newBox();
      const status = async (path: string, method = "GET") =>
        (await fetch(`${url}/v1/letters/${path}`, { method, headers: { authorization: `Bearer ${box.token}` } }))
          .status;
      assert.equal(await status(box.boxId.toUpperCase()), 400);
      assert.equal(await status(`${box.boxId}?cursor=bm8`), 400);
      assert.equal(await status(`${box.boxId}?limit=21`), 400);
      assert.equal(await status(`${box.boxId}/7`, "DELETE"), 400);
      assert.equal(await status(`${box.boxId}/${randomUUID()}`, "DELETE"), 204);
      assert.deepEqual(await readLetters(client, box), []);
    });

    it("forget letters after thirty days", async () => {
      const { store, client } = await serveLetters();
      const box = newBox();
      await postLetter(client, { boxId: box.boxId, sealed: letter("old") });
      await sql`UPDATE letters SET arrived_at = now() - interval '31 days'`.execute(store.database);
      await postLetter(client, { boxId: box.boxId, sealed: letter("new") });
      assert.deepEqual(await CHORES.find(({ name }) => name === "forget-letters")!.run(store), { rows: 1 });
      assert.equal((await readLetters(client, box)).length, 1);
    });
  });

  it("T099: take so many letters of one caller in a minute", async () => {
    const routes = letterRoutes(NO_BOXES, dailyBytes({ bytes: 0 }));
    const app = await testApp({ routes, config: { rates: { ...NO_RATES, letterPerMinute: 2 } } });
    const statuses = [];
    for (let round = 0; round < 3; round += 1) {
      const request = { method: "POST", url: `/v1/letters/${newBox().boxId}`, payload: { sealed: "AAAA" } } as const;
      statuses.push((await app.inject(request)).statusCode);
    }
    assert.deepEqual(statuses, [204, 204, 429]);
    await app.close();
  });

  it("T099: take so many bytes of one caller in a day, and then of others", async () => {
    let nowMs = 0;
    const app = await testApp({ routes: letterRoutes(NO_BOXES, dailyBytes({ bytes: 10, now: () => nowMs })) });
    const post = async (remoteAddress: string) => {
      const request = {
        method: "POST",
        url: `/v1/letters/${newBox().boxId}`,
        payload: { sealed: "AAAAAAAA" },
      } as const;
      return app.inject({ ...request, remoteAddress });
    };
    const [first, second] = [await post("192.0.2.1"), await post("192.0.2.1")];
    assert.deepEqual([first.statusCode, second.statusCode], [204, 429]);
    assert.equal(second.headers["retry-after"], "86400");
    assert.equal((await post("192.0.2.2")).statusCode, 204);
    nowMs = 86_400_000;
    assert.equal((await post("192.0.2.1")).statusCode, 204);
    await app.close();
  });
});
