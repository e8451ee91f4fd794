import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { isPsephosError } from "../../../../src/errors.ts";
import { exportAuditTrail, listAuditTrail } from "../../../../src/server/api/audit-trail.ts";
import { csvCell } from "../../../../src/protocol/csv.ts";
import { servedApp } from "../../support/app.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { ballotCast, ceremonyCreated, electionCreated, partialAccepted, rollPublished } from "./events.ts";
import { accountOf, clientOf, fill, hashOf, type Client } from "./fixture.ts";
import { logOpened, policyPublished } from "./registry-events.ts";

const FORMULA = '=HYPERLINK("http://evil.example","results")';

describe("cells of a table", () => {
  it("are never a formula to a spreadsheet, and come back as they are in quotes", () => {
    for (const text of ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "\u0000=1", "＝1", "\n"]) {
      const [[cell]] = parse(csvCell(text)) as [[string]];
      assert.equal(cell, `'${text}`, JSON.stringify(text));
    }
    for (const text of ["", "plain", 'say "yes"', "a,b\nc", "1=1", "0x12"]) {
      assert.deepEqual(parse(csvCell(text)), [[text]]);
    }
  });
});

forBothStores((open) => {
  describe("the audit trail", () => {
    let client: Client;

    before(async () => {
      const store = await open();
      client = clientOf(store);
      const election = electionCreated({ opensAt: 1, closesAt: 2, resultBy: 3 }, { electionId: 3 });
      await fill(
        store,
        [
          {
            number: 1,
            time: 1_000,
            events: [rollPublished(), ceremonyCreated({ registerBy: 1, commitBy: 2, dealBy: 3 }), election],
          },
          {
            number: 2,
            time: 2_000,
            events: [ballotCast({ index: 0, nullifier: 5n, electionId: 3 }), partialAccepted(2, 3)],
          },
          { number: 3, time: 3_000, events: [logOpened(1, FORMULA), policyPublished(1)] },
        ],
        { finalBlock: 2 },
      );
    });

    it("tells who as a role, what, when and in which transaction, the newest first", async () => {
      const { items, asOf } = await client.ask(listAuditTrail);
      assert.deepEqual(
        items.map(({ event, role, account }) => [event, role, account]),
        [
          ["PolicyPublished", "department", null],
          ["LogOpened", "log operator", accountOf(21)],
          ["PartialDecryptionAccepted", "trustee", null],
          ["BallotCast", "voter or relayer", null],
          ["ElectionCreated", "organizer", accountOf(8)],
          ["CeremonyCreated", "organizer", null],
          ["RollPublished", "registrar", accountOf(9)],
        ],
      );
      assert.deepEqual(items[1]!.recorded, { block: 3, time: 3_000, transaction: hashOf("tx 3 0"), final: false });
      assert.deepEqual(items[4]!.facts, { electionId: "3", "config.opensAt": "1", "config.closesAt": "2" });
      // Neither proofs nor a policy's whole text.
      assert.deepEqual(Object.keys(items[2]!.facts).sort(), ["partials", "trusteeIndex"]);
      assert.deepEqual(items[0]!.facts, { policyId: "1" });
      assert.equal(asOf.finalBlock, 2);
    });

    it("is filtered by event, subject, role and time, and paged", async () => {
      const events = async (query: Record<string, string>): Promise<string[]> =>
        (await client.ask(listAuditTrail, { query })).items.map(({ event }) => event);
      assert.deepEqual(await events({ subject: "election:3" }), [
        "PartialDecryptionAccepted",
        "BallotCast",
        "ElectionCreated",
      ]);
      assert.deepEqual(await events({ subject: "roll" }), ["RollPublished"]);
      assert.deepEqual(await events({ event: "BallotCast" }), ["BallotCast"]);
      assert.deepEqual(await events({ role: "trustee" }), ["PartialDecryptionAccepted"]);
      assert.deepEqual(await events({ from: "2000", to: "3000" }), ["PartialDecryptionAccepted", "BallotCast"]);
      assert.deepEqual(await events({ from: "3001" }), []);
      assert.deepEqual(await events({ to: "1000" }), []);
      const first = await client.ask(listAuditTrail, { query: { limit: "5" } });
      assert.deepEqual(await events({ limit: "5", cursor: first.nextCursor! }), ["CeremonyCreated", "RollPublished"]);
    });

    it("refuses filters that name nothing", async () => {
      const bad: Record<string, string>[] = [
        { subject: "person:1" },
        { subject: "election:" },
        { event: "x'y" },
        { from: "-1" },
        { role: "voter" },
      ];
      for (const query of bad) {
        const refused = client.ask(listAuditTrail, { query });
        await assert.rejects(refused, (error) => isPsephosError(error, "REQUEST_MALFORMED"), JSON.stringify(query));
      }
    });

    it("is exported as a table in which a stranger's name is no formula", async () => {
      const { app, url } = await servedApp({ routes: client.routes });
      const response = await fetch(`${url}${exportAuditTrail.path}?from=2000`);
      assert.equal(response.headers.get("content-type"), "text/csv; charset=utf-8");
      const bytes = new Uint8Array(await response.arrayBuffer());
      assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
      const rows = parse<Record<string, string>>(Buffer.from(bytes), { columns: true, bom: true });
      assert.deepEqual(
        rows.map(({ event }) => event),
        ["BallotCast", "PartialDecryptionAccepted", "LogOpened", "PolicyPublished"],
      );
      assert.deepEqual([rows[2]!["time"], rows[2]!["final"]], ["1970-01-01T00:50:00.000Z", "no"]);
      assert.ok(rows[2]!["facts"]!.includes(`name: ${FORMULA}`));
      assert.ok(rows.every((row) => Object.values(row).every((cell) => !/^[=+\-@]/.test(cell))));
      await app.close();
    });
  });
});
