import assert from "node:assert/strict";
import { sql } from "kysely";
import { isPsephosError } from "../../../../src/errors.ts";
import type { Candidate } from "../../../../src/server/relayer/intake/candidate.ts";
import { findKept, keep, keepEach, keptQuery } from "../../../../src/server/relayer/intake/entries.ts";
import { forBothStores } from "../../support/both-stores.ts";

const ENTRIES = 3_000;

function candidate(changes: Partial<Candidate>): Candidate {
  return {
    ...{ kind: "ballot", chainId: 31337n, contract: `0x${"ab".repeat(20)}`, target: 1n, nullifier: 1n },
    ...{ contentHash: `0x${"00".repeat(32)}`, circuit: "ballot-2", proof: { words: [], signals: [] } },
    ...{ words: Array.from({ length: 17 }, () => 2n ** 250n), commitment: undefined },
    ...{ closesAt: 2, submitBy: 1, delaySeconds: 0 },
    ...changes,
  };
}

describe("entries of a relayer", () => {
  forBothStores((openStore) => {
    it("looks a batch up by indexes alone, however many entries there are", async () => {
      const store = await openStore();
      const all = Array.from({ length: ENTRIES }, (_, index) => candidate({ nullifier: BigInt(index) }));
      await keep(store, all);
      const asked = [candidate({ nullifier: 5n }), candidate({ kind: "attestation", nullifier: 5n })];
      const { rows } = await sql<{ "QUERY PLAN": string }>`EXPLAIN ${keptQuery(asked)}`.execute(store.database);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      assert.match(plan, /Index Scan using relay_entries_once/);
      assert.doesNotMatch(plan, /Seq Scan/);
    });

    it("finds what stands in a candidate's place: for attestations and withdrawals the same content, for others any", async () => {
      const store = await openStore();
      const attested = candidate({ kind: "attestation", contentHash: "0xa1" });
      const withdrawn = candidate({ kind: "withdrawal", contentHash: "0xd1" });
      const enrolled = candidate({ kind: "enrolment", commitment: 9n, contentHash: "0xe1" });
      const [first] = await keep(store, [candidate({ contentHash: "0xb1" }), attested, enrolled, withdrawn]);
      const found = await findKept(store.database, [
        candidate({ contentHash: "0xb2" }),
        candidate({ target: 2n }),
        attested,
        { ...attested, contentHash: "0xa2" },
        { ...enrolled, contentHash: "0xe2" },
        withdrawn,
        { ...withdrawn, contentHash: "0xd2" },
        { ...withdrawn, contentHash: "0xa1" },
      ]);
      assert.deepEqual(
        found.map((kept) => kept?.contentHash),
        ["0xb1", undefined, "0xa1", undefined, "0xe1", "0xd1", undefined, undefined],
      );
      assert.deepEqual(found[0], first);
    });

    it("keeps honest entries beside one that the database cannot hold, and says which one that is", async () => {
      const store = await openStore();
      const hostile = candidate({ nullifier: 2n, closesAt: Number(2n ** 64n - 2n) });
      const batch = [candidate({ nullifier: 1n }), hostile, candidate({ nullifier: 3n })];
      const [first, second, third] = await keepEach(store, batch);
      assert.deepEqual([first?.status, second?.status, third?.status], ["fulfilled", "rejected", "fulfilled"]);
      assert.ok(second?.status === "rejected" && isPsephosError(second.reason, "INTERNAL"));
      const found = await findKept(store.database, batch);
      assert.deepEqual(
        found.map((kept) => kept?.state),
        ["received", undefined, "received"],
      );
    });

    it("refuses them all when the database itself is away", async () => {
      const store = await openStore();
      await store.close();
      await assert.rejects(keepEach(store, [candidate({})]), (error) => isPsephosError(error, "STORE_UNAVAILABLE"));
    });
  });
});
