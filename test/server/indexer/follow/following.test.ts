import assert from "node:assert/strict";
import { toQuantity } from "ethers";
import { partialsOf } from "../../../../scripts/bench/stage.ts";
import { simulatedProver } from "../../../../scripts/bench/simulated.ts";
import { acceptAsAuthority } from "./authority.ts";
import { ELECTION_PHASES, readAggregate, readElection } from "../../../../src/chain/elections.ts";
import { submitPartialDecryption } from "../../../../src/chain/election-transactions.ts";
import { advanceTo } from "../../../../src/chain/time.ts";
import { parseBallot } from "../../../../src/protocol/words.ts";
import { ballotHash } from "../../../../src/protocol/receipt.ts";
import { changes } from "../../../../src/server/indexer/follow/changes.ts";
import { openFaults } from "../../../../src/server/indexer/follow/faults.ts";
import { createFollower } from "../../../../src/server/indexer/follow/follower.ts";
import { castBallots } from "../../../../src/server/indexer/follow/nullifiers.ts";
import { rebuildIndex } from "../../../../src/server/indexer/follow/rebuild.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { openEmbedded } from "../../support/both-stores.ts";
import { assertEqualsRebuild, catchUp, CONFIG, followToHead } from "./index-tables.ts";
import {
  castCall,
  mine,
  openLogCall,
  reorganise,
  rollCall,
  sendNow,
  startVotingChain,
  type VotingChain,
} from "./voting-chain.ts";

describe("the index of a chain", function () {
  this.timeout(180_000);
  let voting: VotingChain;
  let store: Store;
  let fresh: Store;
  before(async () => {
    voting = await startVotingChain({ ballotCount: 20 });
    [store, fresh] = [await openEmbedded(), await openEmbedded()];
    await followToHead(store, voting.chain);
  });
  after(async () => {
    await voting.test.end();
    await store.close();
    await fresh.close();
  });

  it("holds each ballot with its words, its hash as in receipts, its bucket and whether it is final", async () => {
    await sendNow(voting, castCall(voting, voting.ballots.slice(0, 3)));
    await followToHead(store, voting.chain);
    const rows = await store.database.selectFrom("ballots").selectAll().orderBy("ballot_index").execute();
    assert.deepEqual(
      rows.map(({ words }) => words),
      voting.ballots.slice(0, 3).map((words) => words.map(String)),
    );
    for (const [index, words] of voting.ballots.slice(0, 3).entries()) {
      const { nullifier, ciphertexts } = parseBallot(words, 2);
      assert.equal(rows[index]!.ballot_hash, ballotHash({ nullifier, ciphertexts }));
      assert.equal(BigInt(rows[index]!.bucket), nullifier % 65_536n);
    }
    const nullifiers = voting.ballots.slice(2, 4).map((words) => words[8]!);
    const { electionId } = voting.election;
    const cast = await castBallots({ store, electionId, nullifiers });
    assert.deepEqual([...cast.keys()], [nullifiers[0]]);
    assert.deepEqual([cast.get(nullifiers[0]!)?.index, cast.get(nullifiers[0]!)?.final], [2, false]);
    await followToHead(store, voting.chain, { ...CONFIG, confirmations: 0 });
    assert.equal((await castBallots({ store, electionId, nullifiers })).get(nullifiers[0]!)?.final, true);
  });

  it("T104: ignores the same event of another contract in the same transaction", async () => {
    const { rolls } = voting.chain.contracts;
    const { to, data, ...rest } = rollCall(voting, 77n);
    const topic = rolls.interface.getEvent("RollPublished")!.topicHash.slice(2);
    const impostor = `0x${"ee".repeat(20)}`;
    // Calls the registry with what it is called with, then logs the registry's event itself, of a roll 99.
    const code = `0x365f5f375f5f365f5f73${to.slice(2)}5af15073${"ab".repeat(20)}60637f${topic}60806004a300`;
    await voting.chain.provider.send("anvil_setCode", [impostor, code]);
    await sendNow(voting, { ...rest, to: impostor, data });
    const block = await voting.chain.provider.getBlock("latest");
    const receipt = await voting.chain.provider.getTransactionReceipt(block!.transactions[0]!);
    assert.deepEqual(
      receipt!.logs.map(({ topics }) => topics[0]),
      [`0x${topic}`, `0x${topic}`],
    );
    await followToHead(store, voting.chain);
    const rows = await store.database.selectFrom("rolls").select(["roll_id", "root"]).execute();
    assert.deepEqual(
      rows.filter(({ roll_id, root }) => root === "77" || roll_id === "99").map(({ roll_id }) => roll_id),
      ["2"],
    );
  });

  it("goes on over a name that is no text, and keeps an event that no interface knows as it is", async () => {
    const spoilt = openLogCall(voting, "aXbYc");
    await sendNow(voting, { ...spoilt, data: spoilt.data.replace("6158625963", "61ff620063") });
    const { verifier } = voting.chain.contracts;
    const code = await voting.chain.provider.getCode(verifier.target);
    await voting.chain.provider.send("anvil_setCode", [verifier.target, `0x60ff60005260206000a000`]);
    await sendNow(voting, { ...spoilt, to: verifier.target as string, data: "0x" });
    await voting.chain.provider.send("anvil_setCode", [verifier.target, code]);
    await followToHead(store, voting.chain);
    assert.deepEqual(await store.database.selectFrom("logs").select("name").execute(), [
      { name: "a\u{fffd}b\u{fffd}c" },
    ]);
    const unknown = await store.database.selectFrom("events").select("args").where("name", "=", "unknown").execute();
    assert.deepEqual(unknown, [{ args: { topics: [], data: `0x${"ff".padStart(64, "0")}` } }]);
    await assertEqualsRebuild(store, fresh, voting.chain);
  });

  it("follows the authority that becomes governor, from when it is named", async () => {
    const authority = await acceptAsAuthority(voting);
    await followToHead(store, voting.chain);
    const steps = await store.database
      .selectFrom("authority_events")
      .select(["authority", "step"])
      .orderBy("block_number")
      .orderBy("log_index")
      .execute();
    assert.deepEqual(
      steps.map(({ step }) => step),
      ["proposed", "approved", "executed"],
    );
    assert.ok(steps.every((row) => row.authority === authority));
    await assertEqualsRebuild(store, fresh, voting.chain);
  });

  it("F16: takes a trustee's message and a phase back that a reorganisation across the close drops", async () => {
    const { election, ceremony, chain, test } = voting;
    const { electionId, closesAt } = election;
    const phase = async (): Promise<string> => {
      await followToHead(store, chain);
      const row = await store.database
        .selectFrom("election_states")
        .select(["phase", "partials"])
        .executeTakeFirstOrThrow();
      const onChain = await readElection(chain, electionId, { block: await chain.provider.getBlockNumber() });
      assert.ok(ELECTION_PHASES.includes(row.phase));
      assert.deepEqual(row.partials, onChain.partials);
      return row.phase;
    };
    assert.equal(await phase(), "voting");
    await advanceTo(chain, closesAt);
    assert.equal(await phase(), "opening");
    const aggregate = await readAggregate(chain, electionId);
    const setting = { chain, organizer: test.organizer, prover: simulatedProver() };
    const c1 = aggregate.map((ciphertext) => ciphertext.c1);
    const partials = await partialsOf(setting, { ceremony, trustee: ceremony.trustees[0]!, c1 });
    await submitPartialDecryption({ chain, account: test.organizer, electionId, ...partials });
    assert.equal(await phase(), "opening");
    const rows = await store.database.selectFrom("partial_decryptions").select("trustee_index").execute();
    assert.deepEqual(rows, [{ trustee_index: 1 }]);
    await chain.provider.send("anvil_rollback", [2]);
    await chain.provider.send("evm_setNextBlockTimestamp", [toQuantity(closesAt - 60)]);
    await sendNow(voting, castCall(voting, voting.ballots.slice(5, 6)));
    await mine(voting, 2);
    assert.equal(await phase(), "voting");
    assert.deepEqual(await store.database.selectFrom("partial_decryptions").select("trustee_index").execute(), []);
    await assertEqualsRebuild(store, fresh, chain);
  });

  it("tells of each change once, those of reorganisations too, and from where one left off", async () => {
    await followToHead(store, voting.chain);
    const stop = new AbortController();
    const seen: string[] = [];
    const ids: number[] = [];
    const listening = (async () => {
      for await (const { id, rolledBack, eventCount } of changes({ store, signal: stop.signal, pollMs: 20 })) {
        ids.push(id);
        seen.push(rolledBack ? "back" : `${eventCount}`);
        if (seen.length === 3) stop.abort();
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sendNow(voting, rollCall(voting, 3n));
    await followToHead(store, voting.chain);
    await reorganise(voting, { depth: 1 });
    await followToHead(store, voting.chain);
    await listening;
    assert.deepEqual(seen, ["1", "back", "0"]);
    const again = new AbortController();
    for await (const { id } of changes({ store, signal: again.signal, after: ids[0]!, pollMs: 20 })) {
      assert.equal(id, ids[1]);
      again.abort();
    }
  });

  it("F16: touches nothing when the chain takes back what was final, and says what to do; a rebuild mends it", async () => {
    const config = { ...CONFIG, confirmations: 0 };
    await sendNow(voting, rollCall(voting, 4n));
    await followToHead(store, voting.chain, config);
    await reorganise(voting, { depth: 1 });
    const follower = createFollower({ store, chain: voting.chain, config });
    await assert.rejects(follower.look(), { code: "INDEX_FAULTY", message: /serve --rebuild-index/ });
    await assert.rejects(follower.look(), { code: "INDEX_FAULTY" });
    assert.deepEqual(
      (await openFaults(store)).map(({ kind }) => kind),
      ["past-final"],
    );
    await rebuildIndex(store);
    await catchUp(follower);
    assert.deepEqual(await openFaults(store), []);
    await assertEqualsRebuild(store, fresh, voting.chain);
  });

  it("refuses a database with the index of other contracts", async () => {
    const { chain } = voting;
    const addresses = { ...chain.deployment.addresses, elections: `0x${"12".repeat(20)}` };
    const other = { ...chain, deployment: { ...chain.deployment, addresses } };
    const follower = createFollower({ store, chain: other, config: CONFIG });
    await assert.rejects(follower.look(), { code: "CONFIG_INVALID" });
  });
});
