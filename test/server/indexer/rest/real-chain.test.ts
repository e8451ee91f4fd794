import assert from "node:assert/strict";
import { holdCeremony, makeBallots, openElection, partialsOf, type Setting } from "../../../../scripts/bench/stage.ts";
import { simulatedKeys, simulatedProver } from "../../../../scripts/bench/simulated.ts";
import { readCeremony as readCeremonyOnChain } from "../../../../src/chain/ceremonies.ts";
import { readBallots } from "../../../../src/chain/election-events.ts";
import {
  cancelElection,
  castBallots,
  createElection,
  publishResult,
  readAggregate,
  readElection as readElectionOnChain,
  submitPartialDecryption,
} from "../../../../src/chain/elections.ts";
import { readRoll as readRollOnChain } from "../../../../src/chain/rolls.ts";
import { advanceTo, latestTime } from "../../../../src/chain/time.ts";
import { openResult } from "../../../../src/protocol/decryption.ts";
import { createReceipt } from "../../../../src/protocol/receipt.ts";
import { rulesFor } from "../../../../src/protocol/rule-presets.ts";
import { parseBallot } from "../../../../src/protocol/words.ts";
import { readAbout } from "../../../../src/server/api/about.ts";
import { listAuditTrail } from "../../../../src/server/api/audit-trail.ts";
import { readCeremony } from "../../../../src/server/api/ceremonies.ts";
import { listElections, readElection, readResult } from "../../../../src/server/api/elections.ts";
import { readRoll } from "../../../../src/server/api/rolls.ts";
import { createClient, type Client } from "../../../../src/server/client/client.ts";
import { findReceipt } from "../../../../src/server/client/receipts.ts";
import { createFollower, type Follower } from "../../../../src/server/indexer/follow/follower.ts";
import { recordRoutes } from "../../../../src/server/indexer/rest/routes.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { startTestChain, type TestChain } from "../../../chain/setup.ts";
import { servedApp } from "../../support/app.ts";
import { openEmbedded } from "../../support/both-stores.ts";

describe("the index of a real chain, over HTTP", () => {
  let test: TestChain;
  let setting: Setting;
  let store: Store;
  let follower: Follower;
  let served: Awaited<ReturnType<typeof servedApp>>;
  let client: Client;
  const prover = simulatedProver();

  before(async () => {
    test = await startTestChain({ keys: simulatedKeys() });
    setting = { chain: test.chain, organizer: test.organizer, prover };
    store = await openEmbedded();
    follower = createFollower({
      ...{ store, chain: test.chain },
      config: { answerMs: 10_000, rangeBlocks: 1_000, rangeEvents: 1_000 },
    });
    served = await servedApp({ routes: recordRoutes({ store, deployment: test.deployment, version: "0.0.0-test" }) });
    client = createClient({ url: served.url });
  });

  after(async () => {
    await served.app.close();
    await store.close();
    await prover.close();
    await test.end();
  });

  /** Reads to the chain's end; phases of all elections as the contract and the index tell them at that block. */
  async function phases(): Promise<string[]> {
    while ((await follower.look()).again);
    const { items, asOf } = await client.call(listElections);
    const indexed = items.map(({ electionId, phase }) => `${electionId} ${phase}`).reverse();
    const onChain = await Promise.all(
      items.map(({ electionId }) => readElectionOnChain(test.chain, electionId, { block: asOf.block })),
    );
    assert.deepEqual(indexed, onChain.map(({ electionId, phase }) => `${electionId} ${phase}`).reverse());
    for (const [at, { accepted }] of onChain.entries()) assert.equal(items[at]!.ballots.newest, accepted);
    return indexed;
  }

  it("T104: tells phases, ballots, trustees' steps and the result as the contracts do, from setup to the end", async () => {
    const { chain, organizer: account } = test;
    const ceremony = await holdCeremony(setting, { trusteeCount: 3, threshold: 2 });
    const { ceremonyId } = ceremony;
    const rules = rulesFor("single", { optionCount: 2 });
    const election = await openElection(setting, { ceremony, rules, voterCount: 3 });
    const { electionId } = election;
    const { config } = await readElectionOnChain(chain, electionId);
    const now = await latestTime(chain);
    const times = { opensAt: now + 60, closesAt: now + 120, resultBy: now + 180 };
    for (let copies = 0; copies < 2; copies++)
      await createElection({ chain, account, config: { ...config, ...times } });
    await cancelElection({ chain, account, electionId: 3n });
    assert.deepEqual(await phases(), ["1 voting", "2 setup", "3 cancelled"]);

    const values = [[1, 0], [0, 1], [1, 0]]; // prettier-ignore
    const votes = election.voters.map((voter, index) => ({ voter, values: values[index]! }));
    const ballots = await makeBallots(prover, { terms: election.terms, votes });
    await castBallots({ chain, account, electionId, ballots: ballots.slice(0, 2) });
    await castBallots({ chain, account, electionId, ballots: ballots.slice(2) });
    await advanceTo(chain, times.opensAt);
    assert.deepEqual(await phases(), ["1 voting", "2 failed", "3 cancelled"]);

    await advanceTo(chain, election.closesAt);
    assert.deepEqual(await phases(), ["1 opening", "2 failed", "3 cancelled"]);
    const aggregate = await readAggregate(chain, electionId);
    const decryptions = [];
    for (const trustee of ceremony.trustees.slice(1)) {
      const decryption = await partialsOf(setting, { ceremony, trustee, c1: aggregate.map(({ c1 }) => c1) });
      await submitPartialDecryption({ chain, account, electionId, ...decryption });
      decryptions.push(decryption);
    }
    const { counts, trusteeIndices } = openResult({ aggregate, threshold: 2, decryptions, maxCount: 3n });
    const partials = decryptions.map((each) => each.partials);
    await publishResult({ chain, account, electionId, counts, trusteeIndices, partials });
    assert.deepEqual(await phases(), ["1 opened", "2 failed", "3 cancelled"]);

    const params = { electionId };
    const result = await client.call(readResult, { params });
    assert.deepEqual([result.state, result.counts, result.trusteeIndices], ["final", [2n, 1n], [2, 3]]);
    assert.deepEqual(
      result.partialDecryptions.map((each) => each.partials),
      partials,
    );

    const detail = await client.call(readElection, { params });
    const onChain = await readElectionOnChain(chain, electionId);
    assert.deepEqual(
      detail.keyTests.map(({ trusteeIndex }) => trusteeIndex),
      onChain.keyTests,
    );
    assert.deepEqual([detail.electionKey, detail.rollRoot], [onChain.electionKey, onChain.rollRoot]);
    assert.deepEqual([detail.rules, detail.scope], [rules, election.terms.scope]);

    const held = await client.call(readCeremony, { params: { ceremonyId } });
    const record = await readCeremonyOnChain(chain, ceremonyId);
    assert.deepEqual([held.phase, held.dealt, held.threshold], [record.phase, record.dealt, record.threshold]);
    assert.ok(held.trustees.every(({ dealt }) => dealt.recorded?.final === true && !dealt.late));
    const roll = await readRollOnChain(chain, config.rollId);
    assert.equal((await client.call(readRoll, { params: { rollId: config.rollId } })).fileHash, roll.fileHash);
    assert.equal((await client.call(readAbout)).keysPhase, "development");
  });

  it("finds every receipt of the election, and every log in the audit trail", async () => {
    const { chain, deployment } = test;
    const cast = await readBallots(chain, 1n);
    const place = { chainId: BigInt(chain.chainId), contract: deployment.addresses.elections, electionId: 1n };
    for (const { words, index, transactionHash } of cast) {
      const receipt = createReceipt({ place, ballot: parseBallot(words, 2) });
      const found = await findReceipt({ client, receipt, rollSize: 3 });
      assert.deepEqual(found, { kind: "counted", isFinal: true, position: index + 1, transactionHash, bucket: "all" });
    }
    const { items } = await client.call(listAuditTrail, { query: { subject: "election:1", limit: 200 } });
    const counted = Object.entries(Object.groupBy(items, ({ event }) => event)).map(([event, of]) => [
      event,
      of!.length,
    ]);
    assert.deepEqual(Object.fromEntries(counted), {
      ...{ ElectionCreated: 1, KeyTestPassed: 2, BallotCast: 3, PartialDecryptionAccepted: 2, ResultPublished: 1 },
    });
  });
});
