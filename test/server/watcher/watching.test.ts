import assert from "node:assert/strict";
import { sql } from "kysely";
import { partialsOf } from "../../../scripts/bench/stage.ts";
import { simulatedProver } from "../../../scripts/bench/simulated.ts";
import { attach, type Chain } from "../../../src/chain/contracts.ts";
import { publishResult, readAggregate, readElection, submitPartialDecryption } from "../../../src/chain/elections.ts";
import { anchorLog, openLog } from "../../../src/chain/log-anchors.ts";
import { registerDepartment } from "../../../src/chain/issuers.ts";
import { connect } from "../../../src/chain/provider.ts";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { openResult } from "../../../src/protocol/decryption.ts";
import type { AlertKind } from "../../../src/server/api/alerts.ts";
import { createFollower } from "../../../src/server/indexer/follow/follower.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { LATEST_TIME } from "../../../src/server/times.ts";
import { rollingCheck } from "../../../src/server/watcher/facts/rolling-check.ts";
import { questionOf } from "../../../src/server/watcher/facts/running-sum.ts";
import { readAlerts } from "../../../src/server/watcher/alert-reads.ts";
import type { WatcherSettings } from "../../../src/server/watcher/settings.ts";
import { watcherPart } from "../../../src/server/watcher/watcher-part.ts";
import { startLyingNode, type Lie } from "../../e2e/lying-node.ts";
import { CONFIG, catchUp } from "../indexer/follow/index-tables.ts";
import {
  call,
  castCall,
  mine,
  reorganise,
  sendNow,
  startVotingChain,
  type VotingChain,
} from "../indexer/follow/voting-chain.ts";
import { forBothStores } from "../support/both-stores.ts";

const LOCAL = { ...CONFIG, confirmations: 0 };
const RELAYER = developmentAccount(7);

describe("a watcher on a chain with an election", function () {
  this.timeout(180_000);
  let voting: VotingChain;
  let cast = 0;
  before(async () => {
    voting = await startVotingChain({ ballotCount: 40 });
  });
  after(() => voting.test.end());

  const vote = async (count: number): Promise<void> => {
    await sendNow(voting, castCall(voting, voting.ballots.slice(cast, cast + count)));
    cast += count;
  };

  forBothStores((open) => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    const index = async (): Promise<void> => {
      await catchUp(createFollower({ store, chain: voting.chain, config: LOCAL }));
    };
    const watch = async (
      input: { chain?: Chain; secondOpinions?: readonly Chain[]; settings?: Partial<WatcherSettings> } = {},
    ): Promise<void> => {
      await oneRound({ store, chain: voting.chain, ...input });
    };
    const openKinds = async (): Promise<AlertKind[]> => {
      const { items } = await readAlerts(store.database, { limit: 200, state: "open" });
      return items
        .map(({ kind }) => kind)
        .filter((kind) => kind !== "authority-changed" && kind !== "issuer-key-changed");
    };

    it("finds nothing wrong with an honest chain and index, and adds up only what is new", async () => {
      await vote(3);
      await index();
      await watch();
      assert.deepEqual(await openKinds(), []);
      const kept = async () =>
        (await store.database.selectFrom("watched_elections").select("ballots").executeTakeFirstOrThrow()).ballots;
      assert.equal(await kept(), cast);
      await vote(2);
      await index();
      await watch();
      assert.deepEqual(await openKinds(), []);
      assert.equal(await kept(), cast);
    });

    it("F15, F37: raises an alert while a node lies about the sum, and clears it when the truth is told", async () => {
      await vote(1);
      await index();
      const { contracts } = voting.chain;
      const { selector } = contracts.elections.interface.getFunction("aggregate")!;
      await withLyingNode(voting, withOtherWord(selector), async (chain) => {
        await watch({ chain });
        assert.deepEqual(await openKinds(), ["aggregate-differs"]);
        await watch({ chain });
        assert.deepEqual(await openKinds(), ["aggregate-differs"]);
      });
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("F37: notices a ballot that was exchanged, and one that was taken out of the index", async () => {
      await vote(2);
      await index();
      const row = sql`ballot_index = ${cast - 1}`;
      await sql`UPDATE ballots SET words = (SELECT words FROM ballots WHERE ballot_index = ${cast - 2}) WHERE ${row}`.execute(
        store.database,
      );
      await watch();
      assert.deepEqual(await openKinds(), ["aggregate-differs"]);
      await sql`DELETE FROM ballots WHERE ${row}`.execute(store.database);
      await watch();
      assert.deepEqual((await openKinds()).sort(), ["aggregate-differs", "count-differs"]);
    });

    it("F37: notices a ballot that was exchanged after it had been added up, or whose row names another voter", async () => {
      await vote(3);
      await index();
      await watch();
      assert.deepEqual(await openKinds(), []);
      const first = (column: string) => sql`(SELECT ${sql.ref(column)} FROM ballots WHERE ballot_index = 0)`;
      const exchange = sql`UPDATE ballots SET words = ${first("words")}, ballot_hash = ${first("ballot_hash")}`;
      const { rows } = await sql<{ row: string }>`SELECT to_jsonb(b)::text AS row FROM ballots b WHERE ballot_index = 1`.execute(store.database); // prettier-ignore
      const restore = () => sql`
        UPDATE ballots b SET words = r.words, ballot_hash = r.ballot_hash, nullifier = r.nullifier
        FROM jsonb_populate_record(NULL::ballots, ${rows[0]!.row}::text::jsonb) r WHERE b.ballot_index = 1`.execute(store.database); // prettier-ignore
      await sql`${exchange} WHERE ballot_index = 1`.execute(store.database);
      for (let round = 0; round < 2; round++) {
        await watch();
        assert.deepEqual(await openKinds(), ["aggregate-differs"]);
      }
      await restore();
      await watch();
      assert.deepEqual(await openKinds(), []);
      await sql`UPDATE ballots SET nullifier = nullifier + 1 WHERE ballot_index = 1`.execute(store.database);
      await watch();
      assert.deepEqual(await openKinds(), ["aggregate-differs"]);
      await restore();
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("F37: goes through all ballots of all elections in as many rounds as it takes, and begins again", async () => {
      await vote(1);
      await index();
      await watch();
      const election = await store.database.selectFrom("elections").selectAll().executeTakeFirstOrThrow();
      const question = questionOf({ database: store.database, election, upTo: await voting.chain.provider.getBlockNumber() }); // prettier-ignore
      const kept = async () => (await store.database.selectFrom("watched_elections").selectAll().execute()).length;
      const check = rollingCheck(2);
      const rounds = Math.ceil(cast / 2);
      for (let round = 0; round < 3 * rounds; round++) await check([question]);
      assert.equal(await kept(), 1);
      await sql`UPDATE ballots SET words = jsonb_set(words, '{9}', words->11) WHERE ballot_index = ${cast - 1}`.execute(store.database); // prettier-ignore
      for (let round = 0; round < 2 * rounds; round++) await check([question]);
      assert.equal(await kept(), 0);
    });

    it("F37: notices an index that tells another roll root than the contract", async () => {
      await index();
      await sql`UPDATE elections SET roll_root = roll_root + 1`.execute(store.database);
      await watch();
      const { items } = await readAlerts(store.database, { limit: 10, kind: "record-differs" });
      assert.deepEqual(
        items.map(({ detail }) => detail["what"]),
        ["rollRoot"],
      );
    });

    it("follows, and is content with, an election whose times are the last words there are", async () => {
      const { chain, election } = voting;
      const { elections } = chain.contracts;
      const before = (await chain.provider.send("evm_snapshot", [])) as string;
      try {
        const { config } = await readElection(chain, election.electionId);
        const last = 2n ** 64n - 1n;
        const times = { opensAt: last - 2n, closesAt: last - 1n, resultBy: last };
        await sendNow(
          voting,
          call(voting, { contract: elections, name: "createElection", args: [{ ...config, ...times }] }),
        );
        await index();
        await watch();
        assert.deepEqual(await openKinds(), []);
        const { rows } = await sql<{ result_by: number }>`SELECT result_by FROM elections ORDER BY election_id DESC LIMIT 1`.execute(store.database); // prettier-ignore
        assert.deepEqual(rows, [{ result_by: LATEST_TIME }]);
      } finally {
        await chain.provider.send("evm_revert", [before]);
      }
    });

    it("F48: tells once who was admitted and when governors change, and forgets it after some days", async () => {
      await registerDepartment({
        chain: voting.chain,
        account: voting.test.organizer,
        did: `did:web:example.org:${store.kind}`,
        departmentAccount: RELAYER.address,
      });
      await index();
      await watch();
      await watch();
      const changes = async (state: "open" | "cleared") =>
        (await readAlerts(store.database, { limit: 50, state, kind: "authority-changed" })).items;
      const named = (await changes("open")).filter(({ detail }) => detail["what"] === "DepartmentRegistered");
      assert.ok(named.length >= 1);
      // The chain has nobody's decision but these: the first governor came with the contracts.
      assert.deepEqual(await changes("open"), named);
      assert.equal(new Set(named.map(({ subject }) => subject)).size, named.length);
      await watch({ settings: { shownSeconds: 1 } });
      await advanceTo(voting.chain, (await latestTime(voting.chain)) + 10);
      await index();
      await watch({ settings: { shownSeconds: 1 } });
      assert.deepEqual(await changes("open"), []);
    });

    it("F18: warns of an empty account of a relayer until it is funded", async () => {
      const { provider } = voting.chain;
      await store.database
        .insertInto("relay_accounts")
        .values({ address: RELAYER.address.toLowerCase(), next_nonce: 0 })
        .execute();
      await index();
      await provider.send("anvil_setBalance", [RELAYER.address, "0x0"]);
      await watch();
      assert.deepEqual(await openKinds(), ["wallet-low"]);
      await provider.send("anvil_setBalance", [RELAYER.address, "0x3635c9adc5dea00000"]);
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("F17: warns while the base fee is above the relayer's cap", async () => {
      await index();
      await watch({ settings: { maxFeePerGas: 0n } });
      assert.deepEqual(await openKinds(), ["fees-high"]);
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("T105: says how far the index is behind, and when it caught up", async () => {
      await index();
      await mine(voting, 30);
      await watch();
      assert.deepEqual(await openKinds(), ["indexer-behind"]);
      await index();
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("F16: raises an alert when a block that it saw final is replaced", async () => {
      await mine(voting, 3);
      await index();
      await watch();
      await reorganise(voting, { depth: 2 });
      await watch();
      const found = await openKinds();
      assert.ok(found.includes("finality-broken"), found.join());
      await mine(voting, 1);
      await watch();
      assert.ok((await openKinds()).includes("finality-broken"), "it does not pass by itself");
    });

    it("F14: tells of a second node with other blocks, and of one that does not answer", async () => {
      await index();
      await withLyingNode(voting, withOtherHash, async (other) => {
        await watch({ secondOpinions: [other] });
        assert.deepEqual(await openKinds(), ["nodes-disagree"]);
        await watch({ secondOpinions: [voting.chain] });
        assert.deepEqual(await openKinds(), []);
      });
      const gone = await attach(await connect({ url: voting.test.connection.url }), voting.chain.deployment);
      gone.close();
      await watch({ secondOpinions: [gone] });
      assert.deepEqual(await openKinds(), ["node-unreachable"]);
    });

    it("notices anchors of a log that the contract or an earlier round contradicts", async () => {
      const { chain, test } = voting;
      const { logId } = await openLog({ chain, account: test.organizer, name: store.kind });
      const root = (digit: string) => `0x${digit.repeat(64)}`;
      await anchorLog({ chain, account: test.organizer, logId, size: 4, root: root("4") });
      await index();
      await watch();
      assert.deepEqual(await openKinds(), []);
      await sql`UPDATE log_anchors SET root = ${root("5")} WHERE log_id = ${String(logId)}::numeric`.execute(
        store.database,
      );
      await watch();
      assert.deepEqual(await openKinds(), ["log-going-back"]);
      await sql`UPDATE log_anchors SET root = ${root("4")} WHERE log_id = ${String(logId)}::numeric`.execute(
        store.database,
      );
      await watch();
      assert.deepEqual(await openKinds(), []);
    });

    it("F40: counts refusals of proofs as a burst, and forgets them after some minutes", async () => {
      await index();
      const refuse = (minutes: number, code: string) =>
        sql`INSERT INTO relay_refusals VALUES (date_trunc('minute', now()) - ${minutes} * interval '1 minute', ${code}, 60)`.execute(
          store.database,
        );
      await refuse(30, "PROOF_INVALID");
      await refuse(1, "ALREADY_CAST");
      await watch();
      assert.deepEqual(await openKinds(), []);
      await refuse(1, "PROOF_INVALID");
      await watch();
      assert.deepEqual(await openKinds(), ["proofs-refused"]);
    });

    it("says that a check could not be made, and leaves what it saw before as it is", async () => {
      await vote(1);
      await index();
      await store.database
        .insertInto("relay_accounts")
        .values({ address: RELAYER.address.toLowerCase(), next_nonce: 0 })
        .execute();
      await voting.chain.provider.send("anvil_setBalance", [RELAYER.address, "0x0"]);
      await watch();
      const refuse: Lie = ({ method, result }) => (method === "eth_getBalance" ? "no number" : result);
      await withLyingNode(voting, refuse, async (chain) => {
        await watch({ chain, settings: { failuresBeforeAlert: 1 } });
        assert.deepEqual((await openKinds()).sort(), ["check-failed", "wallet-low"]);
      });
      await voting.chain.provider.send("anvil_setBalance", [RELAYER.address, "0x3635c9adc5dea00000"]);
      await watch();
      assert.deepEqual(await openKinds(), []);
    });
  });

  describe("after the close", () => {
    forBothStores((open) => {
      it("calls the trustees that have not decrypted, is content with the result, and not with another one", async () => {
        const { test, chain, ceremony, election } = voting;
        const store = await open();
        const { electionId } = election;
        const setting = { chain, organizer: test.organizer, prover: simulatedProver() };
        await advanceTo(chain, election.closesAt);
        const look = async (): Promise<string[]> => {
          await catchUp(createFollower({ store, chain, config: LOCAL }));
          await oneRound({ store, chain, settings: { openingSeconds: 1, trusteeNoticeSeconds: 1 } });
          const { items } = await readAlerts(store.database, { limit: 50, state: "open" });
          const about = items.filter(({ kind }) => kind === "trustee-late" || kind === "result-differs");
          return about.map(({ kind, subject }) => `${kind} ${subject}`).sort();
        };
        const aggregate = await readAggregate(chain, electionId);
        if (store.kind === "embedded") {
          await advanceTo(chain, election.closesAt + 2);
          const late = ceremony.trustees.map(({ index }) => `trustee-late election:${electionId}:trustee:${index}`);
          assert.deepEqual(await look(), late);
          const decryptions = [];
          for (const trustee of ceremony.trustees) {
            const call = await partialsOf(setting, { ceremony, trustee, c1: aggregate.map(({ c1 }) => c1) });
            await submitPartialDecryption({ chain, account: test.organizer, electionId, ...call });
            decryptions.push(call);
          }
          const opened = openResult({ aggregate, threshold: 2, decryptions, maxCount: 100n });
          const partials = decryptions.map((decryption) => decryption.partials);
          await publishResult({ chain, account: test.organizer, electionId, ...opened, partials });
        }
        assert.deepEqual(await look(), []);
        await sql`UPDATE results SET counts = jsonb_set(counts, '{0}', '"1"')`.execute(store.database);
        assert.deepEqual(await look(), [`result-differs election:${electionId}`]);
      });
    });
  });
});

async function oneRound(input: {
  store: Store;
  chain: Chain;
  secondOpinions?: readonly Chain[];
  settings?: Partial<WatcherSettings>;
}): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const destination = { write: (line: string) => reject(new Error(line)) };
    const telemetry = createTelemetry({ level: "error", destination });
    const part = watcherPart({
      ...input,
      settings: { intervalSeconds: 3_600, ...input.settings },
      telemetry,
      // Not within the round: stopping waits for it.
      onStep: () => void setImmediate(() => void part.stop().then(resolve, reject)),
    });
    part.start().catch(reject);
  });
}

async function withLyingNode(voting: VotingChain, lie: Lie, use: (chain: Chain) => Promise<void>): Promise<void> {
  const node = await startLyingNode({ honest: voting.test.connection.url, lie });
  const connection = await connect({ url: node.url });
  try {
    await use(await attach(connection, voting.chain.deployment));
  } finally {
    connection.close();
    node.stop();
  }
}

/** Answers calls of a view with its last word exchanged for the first one's. */
function withOtherWord(selector: string): Lie {
  return ({ method, params, result }) => {
    if (method !== "eth_call" || typeof result !== "string") return result;
    const { data, input } = params[0] as { data?: string; input?: string };
    if (!(data ?? input)?.startsWith(selector)) return result;
    return `${result.slice(0, -64)}${result.slice(2 + 64 * 2, 2 + 64 * 3)}`;
  };
}

const withOtherHash: Lie = ({ method, result }) =>
  method === "eth_getBlockByNumber" && result !== null
    ? { ...(result as object), hash: `0x${"ab".repeat(32)}` }
    : result;
