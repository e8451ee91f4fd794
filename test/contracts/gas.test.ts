import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { as, mineAt, openChain, read, send, snapshot, type Receipt } from "./support/chain.ts";
import { holdCeremony } from "./support/ceremony.ts";
import {
  ballotWords,
  decryptPartially,
  openElection,
  packRules,
  plainCount,
  type BallotInput,
} from "./support/election.ts";
import { deployIssuers, newKey, publishStatus, registerKey } from "./support/issuers.ts";
import {
  attestItem,
  deployRegistries,
  enrolItem,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  withdrawalOf,
  word,
} from "./support/registries.ts";
import { CAPACITIES, deploySystem, type System } from "./support/system.ts";

/**
 * Exact gas of the main transactions, with proofs of the true form. Everything that decides it is fixed: accounts, keys, words,
 * the order of blocks. `UPDATE_SNAPSHOTS=1` writes the file anew.
 */
const FILE = resolve(import.meta.dirname, "../../snapshots/gas.json");
const BATCHES = [1, 16, 64];

interface GasSnapshot {
  /** Gas for each ballot of a `cast` call, by circuit and number of ballots in the call. */
  cast: Record<string, Record<string, bigint>>;
  /** Gas of each trustee's transactions, by threshold and number of trustees; `total` is all transactions together. */
  ceremony: Record<string, Record<string, bigint>>;
  /** Threshold 5 of 9: one trustee's transactions, the result, and the opening of an election as a whole. */
  opening: Record<string, Record<string, bigint>>;
  /**
   * Gas for each presentation of an `attest` call, with the present trust root. Alone are also `first`, of a policy, and
   * `supersededRoot`, with a trust root that is not the present one.
   */
  attest: Record<string, Record<string, bigint>>;
  /** Gas for each presentation of an `enrol` call. */
  enrol: Record<string, bigint>;
  withdraw: bigint;
  /** By number of keys in the trust tree. */
  publishStatus: Record<string, bigint>;
}

describe("gas", function () {
  const measured: GasSnapshot = {
    cast: {},
    ceremony: {},
    opening: {},
    attest: {},
    enrol: {},
    withdraw: 0n,
    publishStatus: {},
  };
  let system: System;

  before(async () => {
    system = await deploySystem({ chain: await openChain() });
  });

  for (const [threshold, trusteeCount] of [
    [5, 9],
    [16, 16],
  ] as const) {
    it(`measures a ceremony of ${threshold} of ${trusteeCount}`, async () => {
      const back = await snapshot(system.chain);
      const { receipts } = await holdCeremony(system, { threshold, trusteeCount });
      await back();
      const { register, commit, deal } = receipts;
      measured.ceremony[`${threshold}-of-${trusteeCount}`] = {
        register: register[0]!.gasUsed,
        commit: commit[0]!.gasUsed,
        firstDealing: deal[0]!.gasUsed,
        laterDealing: deal[1]!.gasUsed,
        total: total([...register, ...commit, ...deal]),
      };
    });
  }

  for (const capacity of CAPACITIES) {
    it(`measures casting and opening with ${capacity} options`, async () => {
      const back = await snapshot(system.chain);
      const ceremony = await holdCeremony(system, { threshold: 5, trusteeCount: 9 });
      const plan = await openElection(system, ceremony, { rules: packRules({ optionCount: capacity }) });
      const circuit = `ballot-${capacity}`;
      measured.cast[circuit] = {};
      const ballots: BallotInput[] = [];
      for (const count of BATCHES) {
        const batch = Array.from({ length: count }, (_, i) => {
          const values = Array.from({ length: capacity }, (_value, k) => (k === i % capacity ? 1 : 0));
          return { voter: `${count} ${i}`, values };
        });
        ballots.push(...batch);
        const { gasUsed } = await send(
          system.elections,
          "cast",
          plan.id,
          batch.flatMap((ballot) => ballotWords(plan, ballot)),
        );
        measured.cast[circuit][count] = gasUsed / BigInt(count);
      }
      await mineAt(system.chain, plan.config.closesAt);
      const { partials, receipts } = await decryptPartially(system, plan, [1, 3, 4, 7, 9]);
      const counts = plainCount(plan, ballots);
      const result = await send(system.elections, "publishResult", plan.id, counts, [1, 3, 4, 7, 9], partials);
      measured.opening[circuit] = {
        partialDecryption: receipts[0]!.gasUsed,
        publishResult: result.gasUsed,
        total: total([...receipts, result]),
      };
      await back();
    });
  }

  it("measures attesting, enrolling and withdrawing", async () => {
    const chain = await openChain();
    const issuers = await deployIssuers(chain);
    const { departmentId } = issuers;
    const { key, eighth } = await newKey(issuers, 1n);
    await registerKey(issuers, { key: { ...key, endsAt: 1n << 40n }, eighth });
    const trustRoot = await read<bigint>(issuers.registry, "trustRoot");
    const registries = await deployRegistries({ chain, issuers: issuers.registry });
    // The same on every clock: zero bytes of a presentation's time are cheaper than others.
    const time = 2_000_000_000n;
    await mineAt(chain, time);
    const policy = await publishPolicy(registries, { departmentId });
    const { attestations } = registries;
    const attestMany = async (holders: readonly string[]) => {
      const items = holders.flatMap((holder) => attestItem(registries, policy, { holder, now: time, trustRoot }));
      return (await send(attestations, "attest", policy.id, items)).gasUsed / BigInt(holders.length);
    };
    const presentation: Record<string, bigint> = { first: await attestMany(["first"]) };
    for (const count of BATCHES) presentation[count] = await attestMany(holdersOf(count));
    const back = await snapshot(chain);
    await publishStatus(issuers, 0, word("next status"));
    presentation["supersededRoot"] = await attestMany(["superseded"]);
    await back();
    measured.attest = { presentation };

    const proof = provePseudonym(policy, "first", withdrawalOf(registries, policy, time));
    const withdrawal = await send(attestations, "withdraw", policy.id, pseudonymOf(policy, "first"), proof);
    measured.withdraw = withdrawal.gasUsed;

    const enrolments = as(registries.enrolments, registries.department);
    await send(enrolments, "open", policy.id, "Residents", 0n, 1n << 60n);
    await enrolMany(["first"]);
    for (const count of BATCHES) measured.enrol[count] = await enrolMany(holdersOf(count));

    async function enrolMany(holders: readonly string[]): Promise<bigint> {
      const items = holders.flatMap((holder) =>
        enrolItem(registries, policy, { holder, now: time, trustRoot, enrolmentId: 1n, commitment: word(holder) }),
      );
      return (await send(enrolments, "enrol", 1n, items, holders.map(word))).gasUsed / BigInt(holders.length);
    }
  });

  it("measures publishing a status root in a full trust tree", async () => {
    const issuers = await deployIssuers(await openChain());
    for (let epoch = 0n; epoch < 1024n; epoch++) {
      const { key, eighth } = await newKey(issuers, epoch);
      await registerKey(issuers, { key: { ...key, endsAt: key.endsAt + 100_000n }, eighth });
    }
    measured.publishStatus[1024] = (await publishStatus(issuers, 700, word("status"))).gasUsed;
  });

  it("stays within the targets", () => {
    assert.ok(measured.publishStatus[1024]! <= 300_000n);
    assert.ok(measured.attest["presentation"]![1]! <= 290_000n);
    assert.ok(measured.attest["presentation"]![64]! <= 95_000n);
    assert.ok(measured.cast["ballot-2"]![64]! <= 95_000n);
    assert.ok(measured.cast["ballot-4"]![64]! <= 110_000n);
    assert.ok(measured.cast["ballot-4"]![1]! <= 520_000n);
    assert.ok(measured.opening["ballot-4"]!.total! <= 6_000_000n);
  });

  it("equals the snapshot (UPDATE_SNAPSHOTS=1 writes it anew)", () => {
    const text = `${JSON.stringify(measured, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value), 2)}\n`;
    if (process.env.UPDATE_SNAPSHOTS === "1") writeFileSync(FILE, text);
    assert.ok(existsSync(FILE), "snapshots/gas.json is missing: run with UPDATE_SNAPSHOTS=1");
    assert.equal(text, readFileSync(FILE, "utf8"));
  });
});

function holdersOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${count} ${i}`);
}

function total(receipts: readonly Receipt[]): bigint {
  return receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
}
