import assert from "node:assert/strict";
import { FIELD } from "../../../../src/crypto/field.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import { listBallots } from "../../../../src/server/api/ballots.ts";
import { listElections, readElection, readResult, readTurnout } from "../../../../src/server/api/elections.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { forBothStores } from "../../support/both-stores.ts";
import {
  ballotCast,
  ceremonyCreated,
  electionCancelled,
  electionCreated,
  keyTestPassed,
  partialAccepted,
  resultPublished,
  rollPublished,
} from "./events.ts";
import { clientOf, fill, finalise, hashOf, moveTime, type Client } from "./fixture.ts";

const HOUR = 3_600;
/** Midnight. */
const START = 1_700_006_400;
const [opensAt, closesAt, resultBy] = [START + HOUR, START + 4 * HOUR, START + 6 * HOUR];
const times = { opensAt, closesAt, resultBy };
const ceremony = ceremonyCreated({ registerBy: 1, commitBy: 2, dealBy: 3 });

/** Ballots in two hours, the result in block 20, which is not final. */
async function fillOneElection(store: Store): Promise<void> {
  const nullifiers = [7n, FIELD / 2n, FIELD - 1n];
  const cast = nullifiers.map((nullifier, index) => ballotCast({ index, nullifier }));
  await fill(
    store,
    [
      { number: 10, time: START, events: [rollPublished(), ceremony, electionCreated(times, { minimumTurnout: 2 })] },
      { number: 11, time: START + 60, events: [keyTestPassed(1), keyTestPassed(3)] },
      { number: 12, time: opensAt + 5, events: [cast[0]!, cast[1]!] },
      { number: 13, time: opensAt + HOUR + 5, events: [] },
      { number: 14, time: opensAt + 2 * HOUR, events: [cast[2]!] },
      { number: 19, time: closesAt + 1, events: [partialAccepted(1), partialAccepted(3)] },
      { number: 20, time: closesAt + 2, events: [resultPublished([1, 2, 0, 0])] },
    ],
    { finalBlock: 12 },
  );
}

forBothStores((open) => {
  describe("elections of the index", () => {
    let store: Store;
    let client: Client;

    before(async () => {
      store = await open();
      client = clientOf(store);
    });

    it("answers BUSY before anything of the chain was read", async () => {
      await assert.rejects(client.ask(listElections), (error) => isPsephosError(error, "BUSY"));
    });

    it("shows an election with rules in both languages, phases, roll, ceremony and what trustees did", async () => {
      await fillOneElection(store);
      const election = await client.ask(readElection, { params: { electionId: "1" } });
      assert.equal(election.phase, "opened");
      assert.deepEqual(election.ballots, { newest: 3, final: 2 });
      assert.match(election.rulesInWords!.en, /^Choose exactly 1 of 3 options\./);
      assert.match(election.rulesInWords!.zh, /^请在 3 个选项中选择恰好 1个?/);
      assert.deepEqual(
        election.phases.map(({ startsAt }) => startsAt),
        [START, opensAt, closesAt],
      );
      assert.deepEqual(election.roll, { rollId: 1n, size: 1000, totalWeight: 1000n, fileHash: hashOf("roll") });
      assert.equal(election.ceremony.threshold, 2);
      assert.deepEqual(
        election.keyTests.map(({ trusteeIndex }) => trusteeIndex),
        [1, 3],
      );
      assert.deepEqual(election.recorded, { block: 10, time: START, transaction: hashOf("tx 10 2"), final: true });
      assert.equal(election.resultPublished!.final, false);
      assert.deepEqual(election.asOf, { block: 20, time: closesAt + 2, finalBlock: 12 });
    });

    it("F41: tells a result that the chain could take back as published, and its counts from final blocks alone", async () => {
      const published = await client.ask(readResult, { params: { electionId: "1" } });
      assert.deepEqual([published.state, published.counts], ["published", null]);
      assert.deepEqual(published.partialDecryptions[0]!.partials[1], [3n, 4n]);

      await finalise(store, 20);
      const final = await client.ask(readResult, { params: { electionId: "1" } });
      assert.deepEqual([final.state, final.counts], ["final", [1n, 2n, 0n]]);
      assert.deepEqual(final.trusteeIndices, [1, 3]);
      assert.equal(final.ballots.final, 3);
      await finalise(store, 12);
    });

    it("counts ballots by hour and by day, and says which times may still change", async () => {
      const byHour = await client.ask(readTurnout, { params: { electionId: "1" } });
      const hour = opensAt - (opensAt % HOUR);
      assert.deepEqual(byHour.items, [
        { startsAt: hour, ballots: 2, final: true },
        { startsAt: hour + 2 * HOUR, ballots: 1, final: false },
      ]);
      const byDay = await client.ask(readTurnout, { params: { electionId: "1" }, query: { by: "day" } });
      assert.deepEqual(
        byDay.items.map(({ ballots }) => ballots),
        [3],
      );
      assert.equal(byDay.rollSize, 1000);
    });

    it("lists ballots in the order of acceptance, page by page, with their words on request", async () => {
      const params = { electionId: "1" };
      const first = await client.ask(listBallots, { params, query: { limit: "2" } });
      assert.deepEqual(
        first.items.map(({ index }) => index),
        [0, 1],
      );
      assert.equal(first.items[0]!.words, undefined);
      const second = await client.ask(listBallots, {
        params,
        query: { limit: "2", cursor: first.nextCursor!, words: "true" },
      });
      assert.deepEqual(
        second.items.map(({ nullifier, words }) => [nullifier, words]),
        [[FIELD - 1n, [1n, 2n]]],
      );
      assert.equal(second.nextCursor, null);
    });

    it("follows the contract's phases as the chain's time goes on", async () => {
      await fill(store, [
        {
          number: 30,
          time: START,
          events: [2, 3, 4].map((electionId) =>
            electionCreated(times, { electionId, minimumTurnout: electionId === 3 ? 1 : 0 }),
          ),
        },
        {
          number: 31,
          time: START + 1,
          events: [...[2, 3].flatMap((id) => [keyTestPassed(1, id), keyTestPassed(2, id)]), electionCancelled(4)],
        },
      ]);
      const phasesAt = async (time: number): Promise<string[]> => {
        await moveTime(store, time);
        const { items } = await client.ask(listElections);
        return items.map(({ electionId, phase }) => `${electionId} ${phase}`);
      };
      const others = ["4 cancelled"];
      assert.deepEqual(await phasesAt(opensAt - 1), [...others, "3 setup", "2 setup", "1 opened"]);
      assert.deepEqual(await phasesAt(opensAt), [...others, "3 voting", "2 voting", "1 opened"]);
      assert.deepEqual(await phasesAt(closesAt), [...others, "3 failed", "2 opening", "1 opened"]);
      assert.deepEqual(await phasesAt(resultBy), [...others, "3 failed", "2 failed", "1 opened"]);
    });

    it("filters by phase and pages without gap or double", async () => {
      const failed = await client.ask(listElections, { query: { phase: "failed", limit: "1" } });
      assert.deepEqual(
        failed.items.map(({ electionId }) => electionId),
        [3n],
      );
      const next = await client.ask(listElections, {
        query: { phase: "failed", limit: "1", cursor: failed.nextCursor! },
      });
      assert.deepEqual([next.items.map(({ electionId }) => electionId), next.nextCursor], [[2n], null]);
    });

    it("shows an election whose rules it cannot read, without words", async () => {
      const unreadable = electionCreated(times, { electionId: 5, rules: 2n ** 200n });
      await fill(store, [{ number: 40, time: START, events: [unreadable] }]);
      const election = await client.ask(readElection, { params: { electionId: "5" } });
      assert.deepEqual([election.rules, election.rulesInWords], [null, null]);
    });

    it("answers NOT_FOUND for an unknown election and REQUEST_MALFORMED for a foreign cursor, a phase or a limit out of range", async () => {
      for (const endpoint of [readElection, readResult, readTurnout, listBallots]) {
        const unknown = client.ask(endpoint, { params: { electionId: "18446744073709551615" } });
        await assert.rejects(unknown, (error) => isPsephosError(error, "NOT_FOUND"), endpoint.name);
      }
      const bad = [
        { cursor: "QQ" },
        { cursor: btoa("1.2").replaceAll("=", "") },
        { cursor: btoa("-1").replaceAll("=", "") },
      ];
      const queries: Record<string, string>[] = [
        ...bad,
        { limit: "0" },
        { limit: "201" },
        { phase: "done" },
        { other: "1" },
      ];
      for (const query of queries) {
        const refused = client.ask(listElections, { query });
        await assert.rejects(refused, (error) => isPsephosError(error, "REQUEST_MALFORMED"), JSON.stringify(query));
      }
    });
  });
});
