import assert from "node:assert/strict";
import { FIELD } from "../../../../src/crypto/field.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import { describeAskedPolicy } from "../../../../src/protocol/credential/asked-policy.ts";
import { readAbout } from "../../../../src/server/api/about.ts";
import { listCeremonies, readCeremony } from "../../../../src/server/api/ceremonies.ts";
import { listEnrolled, listEnrolments, readEnrolment } from "../../../../src/server/api/enrolments.ts";
import {
  listDepartments,
  listIssuerKeys,
  listStatusPublications,
  readDepartment,
  readIssuerKey,
} from "../../../../src/server/api/issuers.ts";
import { listAnchors, listLogs, readLog } from "../../../../src/server/api/logs.ts";
import { listPolicies, readPolicy } from "../../../../src/server/api/policies.ts";
import { listRolls, readRoll } from "../../../../src/server/api/rolls.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { POLICY } from "../../../protocol/credential/fixtures.ts";
import { ceremonyCreated, electionCreated, rollPublished, trusteeStep, TRUSTEES } from "./events.ts";
import { accountOf, clientOf, DEPLOYMENT, fill, hashOf, moveTime, type Client } from "./fixture.ts";
import {
  accountChanged,
  anchored,
  ASKED,
  DEPARTMENT,
  departmentRegistered,
  enrolled,
  enrolmentOpened,
  keyRegistered,
  keyRemoved,
  logOpened,
  policyPublished,
  policyRetired,
  statusPublished,
} from "./registry-events.ts";

const NOW = 1_000_000;
const text = JSON.stringify({ ...POLICY, revocable: false });

forBothStores((open) => {
  describe("registries of the index", () => {
    let client: Client;
    let moveTo: (time: number) => Promise<void>;

    before(async () => {
      const store = await open();
      moveTo = (time) => moveTime(store, time);
      client = clientOf(store);
      const times = { opensAt: NOW + 10, closesAt: NOW + 20 };
      await fill(
        store,
        [
          {
            number: 1,
            time: 100,
            events: [
              rollPublished(1),
              rollPublished(2, 7),
              ceremonyCreated({ registerBy: 200, commitBy: 300, dealBy: 400 }),
            ],
          },
          { number: 2, time: 150, events: [1, 2, 3].map((index) => trusteeStep("registered", index)) },
          { number: 3, time: 250, events: [trusteeStep("committed", 1), trusteeStep("committed", 3)] },
          { number: 4, time: 350, events: [trusteeStep("dealt", 3)] },
          {
            number: 5,
            time: 360,
            events: [electionCreated({ opensAt: 1, closesAt: 2, resultBy: 3 }, { electionId: 4 })],
          },
          {
            number: 6,
            time: 370,
            events: [departmentRegistered(), departmentRegistered("did:web:100%_tax.example", "6")],
          },
          {
            number: 7,
            time: 380,
            events: [
              keyRegistered(0, NOW + 5),
              statusPublished(0, FIELD - 1n),
              keyRegistered(1, NOW + 5),
              statusPublished(1, 2n),
            ],
          },
          {
            number: 8,
            time: 390,
            events: [statusPublished(0, FIELD - 2n), accountChanged(accountOf(30)), keyRemoved(1, true)],
          },
          {
            number: 9,
            time: 395,
            events: [
              policyPublished(1),
              policyPublished(2, { text }),
              policyPublished(3, { text: "{" }),
              policyRetired(1),
            ],
          },
          {
            number: 10,
            time: 396,
            events: [enrolmentOpened("居民名册 electorate", times), ...[0, 1, 2].map(enrolled)],
          },
          {
            number: 11,
            time: 397,
            events: [logOpened(1, "Access log"), logOpened(2, "empty"), anchored(1, 5), anchored(1, 9)],
          },
          { number: 12, time: NOW, events: [] },
        ],
        { finalBlock: 10 },
      );
    });

    it("says which contracts, circuits and keys it speaks of", async () => {
      const about = await client.ask(readAbout);
      assert.deepEqual([about.chainId, about.version, about.keysPhase], [31337, "0.0.0-test", "development"]);
      assert.equal(about.contracts.elections, DEPLOYMENT.addresses.elections);
      assert.deepEqual(Object.fromEntries(about.circuits.map(({ name, keyId }) => [name, keyId])), DEPLOYMENT.keyIds);
      assert.deepEqual(about.asOf, { block: 12, time: NOW, finalBlock: 10 });
    });

    it("tells of each trustee which step of a ceremony was taken, when, and who is late", async () => {
      const ceremony = await client.ask(readCeremony, { params: { ceremonyId: "1" } });
      assert.equal(ceremony.phase, "failed");
      assert.deepEqual(ceremony.elections, [4n]);
      assert.deepEqual(
        ceremony.trustees.map(({ account }) => account),
        TRUSTEES,
      );
      const [first, second, third] = ceremony.trustees;
      assert.deepEqual(first!.registered, {
        recorded: first!.registered.recorded,
        late: false,
        recipientKey: [5n, 6n],
      });
      assert.equal(first!.committed.dealingHash, hashOf("dealing"));
      assert.deepEqual([first!.dealt.recorded, first!.dealt.late], [null, true]);
      assert.deepEqual([second!.committed.late, second!.dealt.late], [true, false]);
      assert.equal(third!.dealt.recorded!.time, 350);
      const { items } = await client.ask(listCeremonies, { query: { phase: "failed" } });
      assert.deepEqual(
        items.map(({ registered, committed, dealt }) => [registered, committed, dealt]),
        [[3, 2, 1]],
      );
    });

    it("lists rolls, the newest first", async () => {
      const { items } = await client.ask(listRolls);
      assert.deepEqual(
        items.map(({ rollId, size }) => [rollId, size]),
        [
          [2n, 7],
          [1n, 1000],
        ],
      );
      const roll = await client.ask(readRoll, { params: { rollId: "1" } });
      assert.deepEqual([roll.root, roll.fileHash, roll.recorded.time], [77n, hashOf("roll"), 100]);
    });

    it("finds departments by a part of their name, as it is written", async () => {
      const found = async (q: string): Promise<string[]> =>
        (await client.ask(listDepartments, { query: { q } })).items.map(({ did }) => did);
      assert.deepEqual(await found("HOUSING"), [POLICY.verifier]);
      assert.deepEqual(await found("%_"), ["did:web:100%_tax.example"]);
      assert.deepEqual(await found("o%g"), []);
      const department = await client.ask(readDepartment, { params: { departmentId: DEPARTMENT } });
      assert.deepEqual([department.account, department.keys], [accountOf(30), [0, 1]]);
      assert.deepEqual(
        department.accounts.map(({ account }) => account),
        [accountOf(20), accountOf(30)],
      );
    });

    it("tells the state of issuer keys, and every publication of their status", async () => {
      const { items } = await client.ask(listIssuerKeys, { query: { departmentId: DEPARTMENT } });
      assert.deepEqual(
        items.map(({ keyIndex, state }) => [keyIndex, state]),
        [
          [0, "trusted"],
          [1, "compromised"],
        ],
      );
      assert.equal(items[0]!.status.statusRoot, FIELD - 2n);
      assert.equal(items[1]!.removed!.block, 8);
      await moveTo(NOW + 5);
      assert.equal((await client.ask(readIssuerKey, { params: { keyIndex: "0" } })).state, "ended");
      await moveTo(NOW);
      const params = { keyIndex: "0" };
      const newest = await client.ask(listStatusPublications, { params, query: { limit: "1" } });
      assert.deepEqual(
        newest.items.map(({ statusRoot }) => statusRoot),
        [FIELD - 2n],
      );
      const query = { limit: "1", cursor: newest.nextCursor! };
      const older = await client.ask(listStatusPublications, { params, query });
      assert.deepEqual([older.items[0]!.trustRoot, older.nextCursor], [FIELD - 2n, null]);
    });

    it("puts policies in plain words where text and terms agree, and says where they do not", async () => {
      const { items } = await client.ask(listPolicies);
      assert.deepEqual(
        items.map(({ policyId, textFits, retired, title }) => [policyId, textFits, retired, title?.en]),
        [
          [3n, false, false, undefined],
          [2n, false, false, undefined],
          [1n, true, true, POLICY.title.en],
        ],
      );
      const policy = await client.ask(readPolicy, { params: { policyId: "1" } });
      assert.deepEqual(policy.inWords, { zh: describeAskedPolicy(ASKED, "zh"), en: describeAskedPolicy(ASKED, "en") });
      assert.deepEqual(policy.terms, ASKED.terms);
      assert.equal(policy.retirement!.block, 9);
      assert.equal(policy.did, POLICY.verifier);
      assert.equal((await client.ask(readPolicy, { params: { policyId: "2" } })).inWords, null);
      const found = await client.ask(listPolicies, { query: { q: "住房补贴", departmentId: DEPARTMENT, limit: "1" } });
      assert.deepEqual(
        found.items.map(({ policyId }) => policyId),
        [2n],
      );
      assert.notEqual(found.nextCursor, null);
    });

    it("tells when an enrolment is open, and whose commitments it has", async () => {
      const phaseAt = async (time: number): Promise<string> => {
        await moveTo(time);
        return (await client.ask(readEnrolment, { params: { enrolmentId: "1" } })).phase;
      };
      const phases = [NOW + 9, NOW + 10, NOW + 19, NOW + 20].map((time) => () => phaseAt(time));
      const seen: string[] = [];
      for (const phase of phases) seen.push(await phase());
      assert.deepEqual(seen, ["announced", "open", "open", "closed"]);
      await moveTo(NOW);
      const { items } = await client.ask(listEnrolments, { query: { q: "居民" } });
      assert.deepEqual(
        items.map(({ size }) => size),
        [3],
      );
      const params = { enrolmentId: "1" };
      const first = await client.ask(listEnrolled, { params, query: { limit: "2" } });
      const second = await client.ask(listEnrolled, { params, query: { cursor: first.nextCursor! } });
      assert.deepEqual(
        [...first.items, ...second.items].map(({ commitment }) => commitment),
        [2000n, 2001n, 2002n],
      );
    });

    it("lists logs with their newest anchor, and all anchors; final is what the chain keeps", async () => {
      const { items } = await client.ask(listLogs);
      assert.deepEqual(
        items.map(({ logId, latest }) => [logId, latest?.size]),
        [
          [2n, undefined],
          [1n, 9],
        ],
      );
      assert.deepEqual(
        (await client.ask(listLogs, { query: { q: "access" } })).items.map(({ logId }) => logId),
        [1n],
      );
      const log = await client.ask(readLog, { params: { logId: "1" } });
      assert.deepEqual([log.latest!.root, log.latest!.recorded.final], [hashOf("root 9"), false]);
      const anchors = await client.ask(listAnchors, { params: { logId: "1" }, query: { limit: "1" } });
      const query = { cursor: anchors.nextCursor! };
      const older = await client.ask(listAnchors, { params: { logId: "1" }, query });
      assert.deepEqual([anchors.items[0]!.size, older.items[0]!.size, older.nextCursor], [9, 5, null]);
    });

    it("answers NOT_FOUND for what the chain has not", async () => {
      const unknown = [
        client.ask(readCeremony, { params: { ceremonyId: "9" } }),
        client.ask(readRoll, { params: { rollId: "9" } }),
        client.ask(readDepartment, { params: { departmentId: "9" } }),
        client.ask(readIssuerKey, { params: { keyIndex: "9" } }),
        client.ask(listStatusPublications, { params: { keyIndex: "9" } }),
        client.ask(readPolicy, { params: { policyId: "9" } }),
        client.ask(readEnrolment, { params: { enrolmentId: "9" } }),
        client.ask(listEnrolled, { params: { enrolmentId: "9" } }),
        client.ask(readLog, { params: { logId: "9" } }),
        client.ask(listAnchors, { params: { logId: "9" } }),
      ];
      const results = await Promise.allSettled(unknown);
      for (const result of results) {
        assert.ok(result.status === "rejected" && isPsephosError(result.reason, "NOT_FOUND"));
      }
    });
  });
});
