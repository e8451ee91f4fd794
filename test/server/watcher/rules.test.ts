import assert from "node:assert/strict";
import { ZeroAddress } from "ethers";
import { ALERT_KINDS } from "../../../src/server/api/alerts.ts";
import type { Finding } from "../../../src/server/watcher/finding.ts";
import { allRules } from "../../../src/server/watcher/rules.ts";
import { judgeChain, type ChainFacts } from "../../../src/server/watcher/rules/chain.ts";
import { judgeChanges } from "../../../src/server/watcher/rules/changes.ts";
import { judgeEntries } from "../../../src/server/watcher/rules/entries.ts";
import { judgeFaults, judgeProgress } from "../../../src/server/watcher/rules/index.ts";
import { judgeLog, type LogFact } from "../../../src/server/watcher/rules/logs.ts";
import { judgeRefusals } from "../../../src/server/watcher/rules/proofs.ts";
import { judgeTrustees, type CeremonyFact, type OpeningFact } from "../../../src/server/watcher/rules/trustees.ts";
import { judgeWallets } from "../../../src/server/watcher/rules/wallets.ts";
import { DEFAULT_WATCHER_SETTINGS as SETTINGS } from "../../../src/server/watcher/settings.ts";
import { describeAlert } from "../../../src/server/watcher/texts/describe.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ kind, severity, subject }) => `${severity} ${kind} ${subject}`);
}

describe("the watcher's rules", () => {
  it("look for every kind of alert, each kind by one rule, but for failed checks", () => {
    const kinds = allRules().flatMap((rule) => rule.kinds);
    assert.deepEqual([...kinds, "check-failed"].sort(), [...ALERT_KINDS].sort());
  });

  describe("for trustees", () => {
    const CEREMONY: CeremonyFact = {
      ceremonyId: "4",
      phase: "committing",
      trusteeCount: 3,
      registerBy: 10 * DAY,
      commitBy: 20 * DAY,
      dealBy: 30 * DAY,
      registered: [1, 2, 3],
      committed: [2],
      dealt: [],
    };
    const judge = (now: number, ceremony: Partial<CeremonyFact>) =>
      shown(judgeTrustees({ now, ceremonies: [{ ...CEREMONY, ...ceremony }], elections: [] }, SETTINGS));

    it("say nothing long before a deadline, and name who is missing from a day before", () => {
      assert.deepEqual(judge(19 * DAY - 1, {}), []);
      assert.deepEqual(judge(19 * DAY, {}), [
        "warning trustee-late ceremony:4:trustee:1",
        "warning trustee-late ceremony:4:trustee:3",
      ]);
      assert.deepEqual(judge(19 * DAY, { phase: "finished" }), []);
    });

    it("name who made a ceremony fail, for a week", () => {
      const failed = { phase: "failed", committed: [1] } as const;
      const two = ["critical trustee-late ceremony:4:trustee:2", "critical trustee-late ceremony:4:trustee:3"];
      assert.deepEqual(judge(20 * DAY, failed), two);
      assert.deepEqual(judge(27 * DAY, failed), two);
      assert.deepEqual(judge(27 * DAY + 1, failed), []);
    });

    it("expect dealings of those alone who committed", () => {
      const dealing = { phase: "dealing", committed: [1, 2], dealt: [1] } as const;
      assert.deepEqual(judge(29 * DAY, dealing), ["warning trustee-late ceremony:4:trustee:2"]);
    });

    const ELECTION: OpeningFact = {
      electionId: "9",
      phase: "setup",
      trusteeCount: 3,
      threshold: 2,
      opensAt: 10 * DAY,
      closesAt: 20 * DAY,
      resultBy: 30 * DAY,
      keyTests: [1],
      partials: [],
    };
    const judgeElection = (now: number, election: Partial<OpeningFact>) =>
      shown(judgeTrustees({ now, ceremonies: [], elections: [{ ...ELECTION, ...election }] }, SETTINGS));

    it("call for key tests from a day before the opening, critically in the last hour while too few passed", () => {
      const two = (severity: string) => [2, 3].map((index) => `${severity} trustee-late election:9:trustee:${index}`);
      assert.deepEqual(judgeElection(9 * DAY - 1, {}), []);
      assert.deepEqual(judgeElection(9 * DAY, {}), two("warning"));
      assert.deepEqual(judgeElection(10 * DAY - HOUR - 1, {}), two("warning"));
      assert.deepEqual(judgeElection(10 * DAY - HOUR, {}), two("critical"));
      const enough = { keyTests: [1, 3] };
      assert.deepEqual(judgeElection(10 * DAY - 1, enough), ["warning trustee-late election:9:trustee:2"]);
    });

    it("call them in Chinese what the command line calls them", () => {
      const [finding] = judgeTrustees({ now: 9 * DAY, ceremonies: [], elections: [ELECTION] }, SETTINGS);
      assert.ok(finding?.kind === "trustee-late");
      const { sentence, advice } = describeAlert(finding.kind, finding.detail);
      for (const text of [sentence.zh, advice.zh]) assert.ok(text.includes("密钥保管人") && !text.includes("受托人"));
    });

    it("call for partial decryptions some hours after the close, until enough came", () => {
      const opening = { phase: "opening", keyTests: [1, 2, 3], partials: [3] } as const;
      assert.deepEqual(judgeElection(20 * DAY + SETTINGS.openingSeconds - 1, opening), []);
      assert.equal(
        judgeElection(20 * DAY + SETTINGS.openingSeconds, opening)[0],
        "warning trustee-late election:9:trustee:1",
      );
      assert.equal(judgeElection(29 * DAY, opening)[0], "critical trustee-late election:9:trustee:1");
      assert.deepEqual(judgeElection(29 * DAY, { ...opening, partials: [1, 3] }), []);
      assert.deepEqual(judgeElection(29 * DAY, { ...opening, phase: "opened" }), []);
    });
  });

  it("tell a stolen issuer key from other changes", () => {
    const fact = { blockNumber: 1, logIndex: 0, transactionHash: "0xaa", time: 5 };
    const args = { keyIndex: "3", compromised: true };
    assert.deepEqual(
      shown(
        judgeChanges([
          { ...fact, name: "IssuerKeyRemoved", args },
          { ...fact, name: "IssuerKeyRegistered", logIndex: 1, args: { keyIndex: "4" } },
          { ...fact, name: "GovernorTransferred", logIndex: 2, args: { previous: `0x${"12".repeat(20)}` } },
        ]),
      ),
      ["critical issuer-key-changed 0xaa:0", "warning issuer-key-changed 0xaa:1", "warning authority-changed 0xaa:2"],
    );
  });

  it("raise nothing for the first governor, whom the deployment itself names", () => {
    const fact = { name: "GovernorTransferred", blockNumber: 1, logIndex: 0, transactionHash: "0xaa", time: 5 };
    assert.deepEqual(judgeChanges([{ ...fact, args: { previous: ZeroAddress, next: `0x${"12".repeat(20)}` } }]), []);
  });

  describe("for sharing logs", () => {
    const anchor = (size: number, time = size) => ({ size, root: `0x${size}`, time });
    const judge = (fact: Partial<LogFact>, now = 0) => {
      const anchors = fact.anchors ?? [anchor(1), anchor(5), anchor(9)];
      const last = anchors.at(-1);
      const latest = { number: last?.size ?? 0, hash: last?.root ?? "0x0" };
      return shown(judgeLog({ logId: "2", latest, seen: undefined, ...fact, anchors }, { now, settings: SETTINGS }));
    };
    const BACK = ["critical log-going-back log:2"];

    it("are content with one that grows, and with one that has no anchor yet", () => {
      assert.deepEqual(judge({}), []);
      assert.deepEqual(judge({ anchors: [] }), []);
      assert.deepEqual(judge({ seen: { number: 5, hash: "0x5" } }), []);
    });

    it("notice a smaller size, another root than the contract's, and a root that vanished", () => {
      assert.deepEqual(judge({ anchors: [anchor(5), anchor(4)] }), BACK);
      assert.deepEqual(judge({ latest: { number: 9, hash: "0x8" } }), BACK);
      assert.deepEqual(judge({ latest: { number: 12, hash: "0x12" } }), BACK);
      assert.deepEqual(judge({ seen: { number: 5, hash: "0x7" } }), BACK);
    });

    it("miss the next anchor of a regular log, after two days or three of its intervals", () => {
      const daily = [1, 2, 3, 4].map((day) => anchor(day, day * DAY));
      assert.deepEqual(judge({ anchors: daily }, 7 * DAY), []);
      assert.deepEqual(judge({ anchors: daily }, 7 * DAY + 1), ["warning log-silent log:2"]);
      assert.deepEqual(judge({ anchors: daily.slice(0, 2) }, 70 * DAY), [], "two are no habit");
    });
  });

  it("T105: call an index behind by blocks or by seconds, and pass on what the indexer found wrong", () => {
    const cursor = { number: 100, time: 1_000 };
    const judge = (head: { number: number; time: number }) => shown(judgeProgress({ head, cursor }, SETTINGS));
    assert.deepEqual(judge({ number: 120, time: 1_060 }), []);
    assert.deepEqual(judge({ number: 121, time: 1_001 }), ["warning indexer-behind index"]);
    assert.deepEqual(judge({ number: 101, time: 1_061 }), ["warning indexer-behind index"]);
    assert.deepEqual(judge({ number: 100, time: 9_999 }), [], "no new block: then there is nothing to read");
    const fault = { kind: "contract-disagrees", subject: "elections.electionCount", blockNumber: 7 };
    assert.deepEqual(shown(judgeFaults([fault])), [
      "critical index-faulty contract-disagrees: elections.electionCount",
    ]);
  });

  it("F16: tell of replaced blocks, other nodes' blocks, silent nodes and a chain that stands still", () => {
    const final = { number: 50, hash: "0xa" };
    const facts: ChainFacts = { final, others: [], replaced: [], head: { number: 60, unchangedSeconds: 61 } };
    const judge = (more: Partial<ChainFacts>, stalledSeconds: number | null = null) =>
      shown(judgeChain({ ...facts, ...more }, { ...SETTINGS, stalledSeconds }));
    assert.deepEqual(judge({ others: [{ node: 1, reachable: true, hash: "0xa" }] }), []);
    assert.deepEqual(judge({ others: [{ node: 1, reachable: true, hash: undefined }] }), [], "not there yet");
    assert.deepEqual(judge({ others: [{ node: 1, reachable: true, hash: "0xb" }] }), [
      "critical nodes-disagree node:1",
    ]);
    assert.deepEqual(judge({ others: [{ node: 2, reachable: false, hash: undefined }] }), [
      "warning node-unreachable node:2",
    ]);
    assert.deepEqual(judge({ replaced: [{ number: 49, hash: "0xc" }, final] }), ["critical finality-broken chain"]);
    assert.deepEqual(judge({}, 61), []);
    assert.deepEqual(judge({}, 60), ["critical chain-stalled chain"]);
  });

  it("call a burst what honest clients do not send, and nothing else", () => {
    const counts = (code: string, count: number) => shown(judgeRefusals(new Map([[code, count]]), SETTINGS));
    assert.deepEqual(counts("PROOF_INVALID", SETTINGS.refusalBurst - 1), []);
    assert.deepEqual(counts("PROOF_INVALID", SETTINGS.refusalBurst), ["warning proofs-refused PROOF_INVALID"]);
    assert.deepEqual(counts("ALREADY_RECEIVED", 10_000), []);
  });

  it("F17, F18: compare a wallet with what waits and the reserve, at today's fee and at most the cap", () => {
    const settings = { ...SETTINGS, gasPerEntry: 10, reserveEntries: 5, maxFeePerGas: 100n };
    const judge = (balance: bigint, { baseFee = 2n, waiting = 3 } = {}) =>
      shown(judgeWallets({ accounts: [{ address: "0x1", balance }], baseFee, waiting }, settings));
    assert.deepEqual(judge(320n), []);
    assert.deepEqual(judge(319n), ["warning wallet-low account:0x1"]);
    assert.deepEqual(judge(119n), ["critical wallet-low account:0x1"]);
    assert.deepEqual(judge(0n, { baseFee: 0n }), [], "where gas is free nothing is needed");
    assert.deepEqual(judge(8_000n, { baseFee: 101n }), ["critical fees-high chain"]);
    assert.deepEqual(judge(8_000n, { baseFee: 101n, waiting: 0 }), ["warning fees-high chain"]);
  });

  it("F40, F46: tell of entries near the close or long overdue, and of jobs that failed for good", () => {
    const judge = (secondsLeft: number | undefined, overdueSeconds = 0, deadLetters = 0) =>
      shown(
        judgeEntries(
          {
            now: 1_000,
            targets: [
              {
                kind: "ballot",
                target: "3",
                waiting: 2,
                closesAt: secondsLeft === undefined ? undefined : 1_000 + secondsLeft,
                overdueSeconds,
              },
            ],
            deadLetters,
          },
          SETTINGS,
        ),
      );
    assert.deepEqual(judge(601), []);
    assert.deepEqual(judge(600), ["warning entries-waiting ballot:3"]);
    assert.deepEqual(judge(300), ["critical entries-waiting ballot:3"]);
    assert.deepEqual(judge(-1), ["critical entries-waiting ballot:3"]);
    assert.deepEqual(judge(undefined, 120), []);
    assert.deepEqual(judge(undefined, 121), ["warning entries-waiting ballot:3"]);
    assert.deepEqual(judge(601, 0, 1), ["warning dead-letters jobs"]);
  });

  it("have a sentence and an advice in both languages for what they find", () => {
    const { sentence, advice } = describeAlert("entries-waiting", { kind: "ballot", target: "3", waiting: 2 });
    assert.match(sentence.en, /^Up to 2 entries \(ballot 3\) are not on the chain yet\.$/);
    for (const text of [sentence.zh, advice.zh]) assert.match(text, /\p{Script=Han}/u);
    assert.match(advice.en, /cast directly/);
  });
});
