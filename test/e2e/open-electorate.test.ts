import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attach } from "../../src/chain/contracts.ts";
import { credentialHash, attributeLeaves } from "../../src/protocol/credential/credential.ts";
import { enrolmentIdentity } from "../../src/protocol/credential/enrolment-identity.ts";
import { auditAttestations } from "../../src/roles/auditor/attestations/audit-attestations.ts";
import { auditLedger } from "../../src/roles/auditor/attestations/audit-ledger.ts";
import { gatherLedger } from "../../src/roles/auditor/attestations/gather-ledger.ts";
import type { AttestationLedger, PublishedFiles } from "../../src/roles/auditor/attestations/ledger.ts";
import { attestationReportLines } from "../../src/roles/auditor/attestations/report.ts";
import { ATTESTATION_CHECKS } from "../../src/roles/auditor/attestations/checks.ts";
import { openConnection } from "../../src/roles/chain-session.ts";
import { readStatusLists } from "../../src/roles/status-lists.ts";
import { guessHashes } from "../attacks/attacks.ts";
import { issuerDossier, publicConstants } from "../attacks/dossiers.ts";
import type { Act } from "../attacks/world.ts";
import { LEDGER_TAMPERINGS } from "../roles/auditor/attestation-tamperings.ts";
import type { Mutable } from "../roles/auditor/tamperings.ts";
import { playAttestations, type Scenario } from "./attestation-scenario.ts";
import { recordOf, wordsOf } from "./chain-record.ts";
import { voteOnEnrolled, type ElectorateElection } from "./electorate-election.ts";
import { startLyingNode, type Lie } from "./lying-node.ts";

describe("an electorate that anyone may enter who meets a policy", () => {
  let folder: string;
  let scenario: Scenario;
  let election: ElectorateElection;
  let ledger: AttestationLedger;
  let files: PublishedFiles;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "psephos-electorate-"));
    scenario = await playAttestations({ folder });
    election = await voteOnEnrolled(scenario);
    ledger = await gatherLedger(scenario.stage.chain);
    files = {
      statusLists: scenario.statusFiles,
      logs: new Map([[scenario.log.logId, scenario.log.entries]]),
      electorates: [{ enrolmentId: scenario.enrolmentId, rollId: election.rollId }],
    };
  });
  after(async () => {
    await scenario.stage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("opens to the plain count of what the enrolled chose", () => {
    assert.deepEqual(election.result, election.expected);
    assert.equal(
      election.expected.reduce((sum, count) => sum + count, 0n),
      4n,
    );
  });

  it("passes the twelve checks of the election and the nine of what led to it", async () => {
    const failed = election.verdict.checks.filter(({ ok }) => !ok);
    assert.deepEqual(failed, []);
    const verdict = await auditAttestations({ chain: scenario.stage.chain, files });
    assert.deepEqual(
      verdict.checks.filter(({ ok }) => !ok),
      [],
    );
    assert.equal(verdict.checks.length, 9);
  });

  it("is told to people in both languages, with every check on a line of its own", async () => {
    const verdict = await auditLedger({ ledger, files });
    const failing = await auditLedger({ ledger: { ...ledger, trustRoot: 1n }, files });
    for (const language of ["en", "zh"] as const) {
      const lines = attestationReportLines({ ledger, verdict, language });
      assert.deepEqual(
        lines.slice(3, 12).map((line) => line.trim().slice(0, 2)),
        ATTESTATION_CHECKS.map(({ id }) => id),
      );
      assert.match(lines.at(-1)!, /VERIFIED: all 9|全部 9 项/);
      assert.match(
        attestationReportLines({ ledger, verdict: failing, language }).at(-1)!,
        /check A2 failed|A2 项检查失败/,
      );
    }
  });

  it("lets nobody in who is too young, or of another district, or has somebody else's proof", () => {
    const { stage, office, enrolmentId, refusals } = scenario;
    assert.deepEqual(refusals, ["POLICY_NOT_MET", "POLICY_NOT_MET", "PRESENTATION_OTHER_CONTEXT"]);
    const enrolled = ledger.enrolments[0]!.enrolled.map(({ commitment }) => commitment);
    const { chainId, deployment } = stage.chain;
    const place = { chainId: BigInt(chainId), contract: deployment.addresses.enrolments, enrolmentId };
    const ids = office.residents.map(({ identity }) => enrolmentIdentity(identity, place).commitment);
    assert.deepEqual(
      ids.map((commitment) => enrolled.includes(commitment)),
      office.residents.map(({ eligible }) => eligible),
    );
  });

  it("T079: tells an issuer with its whole database, from all that is public, of nobody who they are", async () => {
    const { stage, office, policies } = scenario;
    const record = await recordOf(stage.chain.provider);
    // As one act of one person, for a word that two transactions share counts as everybody's; small words are counts and times.
    const words = new Set(record.flatMap(wordsOf).filter((word) => word > 2n ** 64n));
    const act: Act = {
      person: 0,
      service: "chain",
      words: [...words],
      pseudonym: 1n,
      disclosure: { salt: 1n, clear: [] },
    };
    const world = {
      policies: Object.values(policies).map(({ parts }) => parts[0].policy),
      status: await readStatusLists(scenario.statusFiles[0]!),
    };
    const dossiers = office.residents.map((resident, index) => issuerDossier({ ...resident, index }, world));
    const attack = (words: readonly bigint[]) =>
      guessHashes({ dossiers, constants: publicConstants(world), acts: [{ ...act, words }] }).map(({ how }) => how);
    assert.deepEqual(attack(act.words), []);
    assert.ok(attack([...act.words, office.residents[3]!.identity.commitment]).includes("commitment"));
    for (const { credential } of office.residents) {
      const own = [credentialHash(credential), credential.holder, ...attributeLeaves(credential), ...credential.salts];
      assert.ok(own.every((word) => !words.has(word)));
    }
  });

  it("is checked by nine checks, each with a falsification meant for it", () => {
    const meant = new Set(LEDGER_TAMPERINGS.map(({ fails }) => fails[0]));
    assert.deepEqual(
      [...meant].sort(),
      ATTESTATION_CHECKS.map(({ id }) => id),
    );
    assert.ok(LEDGER_TAMPERINGS.length >= 30);
  });

  for (const { what, fails, tamper } of LEDGER_TAMPERINGS) {
    it(`is refused by ${fails[0]}: ${what}`, async () => {
      const altered = structuredClone(ledger) as unknown as Mutable<AttestationLedger>;
      tamper(altered);
      const { verified, checks } = await auditLedger({ ledger: altered, files });
      assert.equal(verified, false);
      assert.deepEqual(
        checks.flatMap(({ id, ok }) => (ok ? [] : [id])),
        [...fails].sort(),
      );
    });
  }

  /** A node that keeps back logs of one event, or moves their words. */
  const lies: {
    what: string;
    fails: string;
    event: [contract: "attestations" | "issuers" | "enrolments", name: string];
    alter: (log: Log) => Log | undefined;
  }[] = [
    { what: "keeps back a withdrawal", fails: "A7", event: ["attestations", "Withdrawn"], alter: () => undefined },
    {
      what: "keeps back the second state of a status list",
      fails: "A2",
      event: ["issuers", "StatusPublished"],
      alter: (log) => (log.first ? log : undefined),
    },
    {
      what: "exchanges an enrolled commitment",
      fails: "A8",
      event: ["enrolments", "Enrolled"],
      alter: (log) => ({ ...log, data: `0x${"1".repeat(64)}${log.data.slice(66)}` }),
    },
  ];

  for (const { what, fails, event, alter } of lies) {
    it(`is refused by ${fails} when a node ${what}`, async () => {
      const { chain } = scenario.stage;
      const topic = chain.contracts[event[0]].interface.getEvent(event[1])!.topicHash;
      const lie: Lie = ({ method, result }) => {
        if (method !== "eth_getLogs") return result;
        const logs = (result as Log[]).map((log, at) => ({ ...log, first: at === 0 }));
        return logs.flatMap((log) => (log.topics[0] === topic ? (alter(log) ?? []) : log));
      };
      const node = await startLyingNode({ honest: scenario.stage.chain.url, lie });
      const connection = await openConnection(node.url);
      try {
        const { checks } = await auditAttestations({ chain: await attach(connection, chain.deployment), files });
        const failing: string[] = checks.flatMap(({ id, ok }) => (ok ? [] : [id]));
        assert.ok(failing.includes(fails), failing.join());
      } finally {
        connection.close();
        node.stop();
      }
    });
  }
});

interface Log {
  readonly topics: readonly string[];
  readonly data: string;
  readonly first: boolean;
}
