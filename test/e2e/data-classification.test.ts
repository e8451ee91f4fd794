import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContractName } from "../../src/generated/abi.ts";
import { playAttestations, type Scenario } from "./attestation-scenario.ts";
import { recordOf, type RecordedTransaction } from "./chain-record.ts";
import { INVENTORY, type Inventory } from "./data-inventory/inventory.ts";
import { judgeRecord, type Places } from "./data-inventory/judge-record.ts";
import { allMembers, gaps } from "./data-inventory/members.ts";
import { INVENTORY_FILE, renderInventory } from "./data-inventory/render.ts";
import { canariesIn, canariesOf } from "./data-inventory/secrets.ts";
import { voteOnEnrolled } from "./electorate-election.ts";

/** The fields of one member without one of them. */
function without(member: string, field: string): Inventory {
  const { [field]: _left, ...rest } = INVENTORY[member]!;
  return { ...INVENTORY, [member]: rest };
}

function withData(record: readonly RecordedTransaction[], at: number, data: string): RecordedTransaction[] {
  const { transaction, receipt } = record[at]!;
  const { to, hash } = transaction;
  return record.with(at, { transaction: { to, hash, data }, receipt });
}

const CONTRACTS: Readonly<Record<string, ContractName>> = {
  verifier: "Groth16Verifier",
  rolls: "RollRegistry",
  ceremonies: "KeyCeremony",
  elections: "Elections",
  issuers: "IssuerRegistry",
  policies: "PolicyRegistry",
  attestations: "AttestationRegistry",
  enrolments: "Enrolments",
  logs: "LogAnchors",
  authority: "GoverningAuthority",
};

describe("public data of a chain on which people proved, enrolled and voted", () => {
  let folder: string;
  let scenario: Scenario;
  let record: RecordedTransaction[];
  let places: Places;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "psephos-classes-"));
    scenario = await playAttestations({ folder });
    await voteOnEnrolled(scenario);
    const { chain } = scenario.stage;
    record = await recordOf(chain.provider);
    const { addresses } = chain.deployment;
    const deployed = { ...addresses, authority: scenario.authority };
    places = new Map(Object.entries(deployed).map(([key, address]) => [address.toLowerCase(), CONTRACTS[key]!]));
  });
  after(async () => {
    await scenario.stage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const judge = (judged: readonly RecordedTransaction[], inventory: Inventory = INVENTORY): string[] =>
    judgeRecord(judged, { places, inventory, seen: new Set() });

  it("T088: has a class for every field of every event and call, and no class for one that is not there", () => {
    assert.deepEqual(gaps(INVENTORY), []);
    assert.ok(allMembers().length > 50);
  });

  it("T088: misses a field that was forgotten, wherever it is", () => {
    for (const { name, fields } of allMembers()) {
      for (const field of fields) {
        assert.deepEqual(gaps(without(name, field)), [`${name}: ${field} is not classified`]);
      }
    }
    assert.deepEqual(gaps({ ...INVENTORY, "Elections.peek": { voter: "account" } }), ["Elections.peek does not exist"]);
  });

  it("stands in the documents as it stands here", () => {
    assert.equal(readFileSync(INVENTORY_FILE, "utf8"), renderInventory());
  });

  it("T088: is classified in every transaction and event from the first block to the last", () => {
    const seen = new Set<string>();
    assert.deepEqual(judgeRecord(record, { places, inventory: INVENTORY, seen }), []);
    assert.ok(record.length > 50, `${record.length} transactions`);
    const wanted = ["attest", "withdraw", "revoke"].map((name) => `AttestationRegistry.${name}`);
    const others = ["Enrolments.enrol", "Elections.cast", "LogAnchors.anchor", "GoverningAuthority.propose"];
    for (const name of [...wanted, ...others]) assert.ok(seen.has(name), name);
  });

  it("T088: fails on fields without a class, of calls and of events", () => {
    for (const [member, field] of [
      ["AttestationRegistry.attest", "items"],
      ["Enrolments.Enrolled", "commitment"],
      ["PolicyRegistry.publish", "terms.scopeId"],
      ["Enrolments.constructor", "presentationKeyIds"],
      ["GoverningAuthority.execute", "data"],
    ] as const) {
      const faults = judge(record, without(member, field));
      assert.ok(faults.length > 0 && faults.every((fault) => fault === `${member}: ${field} is not classified`));
    }
  });

  it("T088: fails on what looks like something else: a birthday in the place of a pseudonym, an item too long", () => {
    const items: Inventory = {
      ...INVENTORY,
      "AttestationRegistry.attest": { policyId: "pseudonym", items: [["proof", 13]] },
    };
    const faults = judge(record, items);
    assert.ok(faults.some((fault) => fault.includes("has the word 1, which is not")));
    assert.ok(faults.some((fault) => fault.includes("are no items of 13")));
  });

  it("T088: fails on bytes after the arguments, on unknown functions and on contracts of others", () => {
    const at = record.findIndex(({ transaction }) => places.get(transaction.to?.toLowerCase() ?? "") === "Enrolments");
    const { data } = record[at]!.transaction;
    const extra = judge(withData(record, at, `${data}${Buffer.from("Abigail").toString("hex").padEnd(64, "0")}`));
    assert.match(extra.join(), /carries bytes that are no argument/);
    assert.match(judge(withData(record, at, `0xdeadbeef${data.slice(10)}`)).join(), /unknown function of Enrolments/);
    const stranger = judgeRecord(record, { places: new Map(), inventory: INVENTORY, seen: new Set() });
    assert.ok(stranger.length >= record.length);
  });

  it("T088: holds nothing of the people: no name, birthday, number, secret, salt or hash that their office knows", () => {
    const canaries = canariesOf(scenario.office.residents);
    assert.ok(canaries.size > 300, `${canaries.size} canaries`);
    assert.deepEqual(canariesIn(record, canaries), []);
  });

  it("T088: would show a name or a salt that slipped in at any byte", () => {
    const [first] = scenario.office.residents;
    const canaries = canariesOf(scenario.office.residents);
    const { data } = record.at(-1)!.transaction;
    const leaks = [
      Buffer.from("xx Abigail").toString("hex"),
      first!.credential.salts[4]!.toString(16).padStart(64, "0"),
    ];
    for (const leak of leaks) {
      assert.equal(canariesIn(withData(record, record.length - 1, `${data}ab${leak}`), canaries).length > 0, true);
    }
  });
});
