import assert from "node:assert/strict";
import { ZeroHash, type BaseContract } from "ethers";
import { BASE } from "../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod } from "../../src/crypto/field.ts";
import { multiplyBase } from "../../src/crypto/babyjubjub.ts";
import {
  as,
  assertReverts,
  atTime,
  events,
  mineAt,
  now,
  openChain,
  read,
  refuses,
  refusesView,
  send,
  snapshot,
  type Chain,
} from "./support/chain.ts";
import { createCeremony, electionKey, holdCeremony, keccakWords, tag, type CeremonyPlan } from "./support/ceremony.ts";
import { configFor, createElection, packRules, publishRoll, type ElectionConfigWords } from "./support/election.ts";
import { CAPACITIES, deploySystem, type System } from "./support/system.ts";

const [SETUP, FAILED, CANCELLED] = [0, 4, 5];

describe("Elections: creation", () => {
  let chain: Chain;
  let system: System;
  let elections: BaseContract;
  let ceremony: CeremonyPlan;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
    elections = system.elections;
    ceremony = await holdCeremony(system, { threshold: 2, trusteeCount: 3 });
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const creating = async (expected: string, changes: Partial<ElectionConfigWords>): Promise<void> =>
    refuses(expected, elections, "createElection", await configFor(system, ceremony, changes));

  it("refuses verifying keys that are unknown or belong to another circuit", async () => {
    const { keyIds } = system;
    const addresses = await Promise.all(
      [system.verifier, system.ceremonies, system.rolls].map((contract) => contract.getAddress()),
    );
    const ids = (circuit: string): string[] => CAPACITIES.map((capacity) => keyIds.get(`${circuit}-${capacity}`)!);
    const unknown = `0x${"77".repeat(32)}`;
    for (let i = 0; i < 3; i++) {
      const ballot = () => chain.deploy("Elections", ...addresses, ids("ballot").with(i, unknown), ids("decryption"));
      const needed = [14, 22, 38][i];
      await assertReverts(`UnsuitableKey(${unknown}, 0, ${needed})`, elections.interface, ballot);
      const decryption = () =>
        chain.deploy("Elections", ...addresses, ids("ballot"), ids("decryption").with(i, ids("ballot")[i]!));
      await assertReverts(
        `UnsuitableKey(${ids("ballot")[i]}, ${needed}, ${[10, 18, 34][i]})`,
        elections.interface,
        decryption,
      );
    }
  });

  it("shows which contracts and keys it was made for", async () => {
    assert.equal(await read(elections, "verifier"), await system.verifier.getAddress());
    assert.equal(await read(elections, "keyCeremony"), await system.ceremonies.getAddress());
    assert.equal(await read(elections, "rollRegistry"), await system.rolls.getAddress());
    for (const capacity of CAPACITIES) {
      assert.equal(await read(elections, "ballotKeyId", capacity), system.keyIds.get(`ballot-${capacity}`));
      assert.equal(await read(elections, "decryptionKeyId", capacity), system.keyIds.get(`decryption-${capacity}`));
    }
    await refusesView("UnknownCapacity(3)", elections, "ballotKeyId", 3);
    await refusesView("UnknownCapacity(16)", elections, "decryptionKeyId", 16);
  });

  it("T031: numbers elections itself, so being first gains an attacker nothing", async () => {
    const config = await configFor(system, ceremony);
    const [attacker, organizer] = [chain.signers[8]!, chain.signers[9]!];
    await send(as(elections, attacker), "createElection", config);
    const receipt = await send(as(elections, organizer), "createElection", config);
    const [id, creator] = events(elections, receipt, "ElectionCreated")[0]!;
    assert.deepEqual([id, creator], [2n, await organizer.getAddress()]);
    await send(as(elections, attacker), "cancelElection", 1n);
    await refuses(`NotCreator(${await attacker.getAddress()})`, as(elections, attacker), "cancelElection", 2n);
    assert.equal(await read(elections, "phase", 2n), BigInt(SETUP));
  });

  it("keeps the configuration, the roll's root and the ceremony's key", async () => {
    const config = await configFor(system, ceremony, { minimumTurnout: 7n });
    const receipt = await send(elections, "createElection", config);
    const roll = await read<{ root: bigint }>(system.rolls, "roll", config.rollId);
    const stored = (await read<{ toArray(deep: boolean): unknown[] }>(elections, "election", 1n)).toArray(true);
    const creator = await chain.signers[0]!.getAddress();
    const key = electionKey(ceremony);
    const fields = Object.values(config);
    assert.deepEqual(stored, [fields, creator, 4n, 0n, 0n, 0n, false, false, roll.root, key]);
    const event = events(elections, receipt, "ElectionCreated")[0]!.map((value) =>
      typeof value === "object" ? [...(value as Iterable<unknown>)] : value,
    );
    assert.deepEqual(event, [1n, creator, fields, roll.root, key, 4n]);
  });

  it("uses the smallest capacity that holds the options", async () => {
    for (const [options, capacity] of [
      [2, 2],
      [3, 4],
      [4, 4],
      [5, 8],
      [8, 8],
    ] as const) {
      const plan = await createElection(system, ceremony, { rules: packRules({ optionCount: options }) });
      assert.equal(plan.capacity, capacity);
    }
  });

  it("T060: starts every aggregate as the public encryption of zero with randomness 1", async () => {
    for (const optionCount of [2, 4, 8]) {
      const plan = await createElection(system, ceremony, { rules: packRules({ optionCount }) });
      const start = Array.from({ length: optionCount }, () => [...BASE, ...plan.key]).flat();
      assert.deepEqual([...(await read<bigint[]>(elections, "aggregate", plan.id))], start);
    }
  });

  it("T025: derives scope and key test from chain, contract and election", async () => {
    const plan = await createElection(system, ceremony);
    const place = [chain.chainId, await elections.getAddress(), plan.id];
    const types = ["uint256", "uint256", "address", "uint256"];
    const scope = keccakWords(types, [tag("psephos.election.v1"), ...place]) >> 8n;
    assert.equal(await read(elections, "scope", plan.id), scope);
    const t = keccakWords([...types, "uint256[2]"], [tag("psephos.key-test.v1"), ...place, plan.key]);
    const expected = [0n, 1n, 2n, 3n].flatMap((k) => multiplyBase(mod(t + k, SUBGROUP_ORDER)));
    assert.deepEqual([...(await read<bigint[]>(elections, "keyTestCiphertext", plan.id))], expected);
  });

  it("refuses an election without a manifest", async () => {
    await creating("EmptyManifestHash()", { manifestHash: ZeroHash });
  });

  it("T011: refuses a roll that does not exist", async () => {
    await creating("UnknownRoll(99)", { rollId: 99n });
    await creating("UnknownRoll(0)", { rollId: 0n });
  });

  it("T067: refuses a ceremony that does not exist, has not finished or has failed", async () => {
    await creating("UnknownCeremony(99)", { ceremonyId: 99n });
    const open = await createCeremony(system, { threshold: 2, trusteeCount: 3 });
    await creating(`CeremonyNotFinished(${open.id})`, { ceremonyId: open.id });
    await mineAt(chain, open.times.registerBy);
    await creating(`CeremonyNotFinished(${open.id})`, { ceremonyId: open.id });
  });

  it("T035: refuses times that are not each later than the one before, starting now", async () => {
    const rollId = await publishRoll(system);
    for (const offsets of [
      [-1n, 2n, 3n],
      [0n, 2n, 3n],
      [2n, 2n, 3n],
      [1n, 3n, 3n],
      [3n, 2n, 4n],
      [1n, 4n, 3n],
    ]) {
      const at = (await now(chain)) + 100n;
      const [opensAt, closesAt, resultBy] = offsets.map((offset) => at + offset) as [bigint, bigint, bigint];
      const config = await configFor(system, ceremony, { rollId, opensAt, closesAt, resultBy });
      await atTime(chain, at);
      await refuses("TimesOutOfOrder()", elections, "createElection", config);
    }
  });

  it("refuses rules that contradict themselves or have bits past the last field", async () => {
    const bad = [
      0n,
      packRules({ optionCount: 1 }),
      packRules({ optionCount: 9 }),
      packRules({ optionCount: 255 }),
      packRules({ optionCount: 3, maxValue: 0, minTotal: 0n }),
      packRules({ optionCount: 3, minTotal: 2n, maxTotal: 1n }),
      packRules({ optionCount: 3, maxValue: 2, minTotal: 7n, maxTotal: 9n }),
      packRules({ optionCount: 3, maxValue: 3, minTotal: 28n, maxTotal: 30n, quadratic: true }),
      packRules({ optionCount: 3 }) | (1n << 100n),
      packRules({ optionCount: 3 }) | (1n << 255n),
    ];
    for (const rules of bad) await creating(`InvalidRules(${rules})`, { rules });
    const good = [
      packRules({ optionCount: 3, maxValue: 2, minTotal: 6n, maxTotal: 6n }),
      packRules({ optionCount: 3, maxValue: 3, minTotal: 27n, maxTotal: 30n, quadratic: true }),
      packRules({ optionCount: 8, minTotal: 0n, maxTotal: (1n << 36n) - 1n }) | (7n << 97n),
    ];
    for (const rules of good) await createElection(system, ceremony, { rules });
  });

  it("T059: refuses rules and rolls under which a count could pass 2^40", async () => {
    const limit = 1n << 40n;
    const size = 1n << 20n;
    const weighted = packRules({ optionCount: 2, maxValue: 1 << 15, maxTotal: 1n << 15n, weighted: true });
    const exact = await publishRoll(system, { size, totalWeight: 1n << 25n });
    await createElection(system, ceremony, { rollId: exact, rules: weighted });
    const above = await publishRoll(system, { size, totalWeight: (1n << 25n) + 1n });
    await creating(`CountsTooLarge(${limit + (1n << 15n)}, ${limit})`, { rollId: above, rules: weighted });
    const heavy = await publishRoll(system, { size, totalWeight: size * ((1n << 32n) - 1n) });
    // Without the flag weights do not count.
    await createElection(system, ceremony, { rollId: heavy, rules: packRules({ optionCount: 2, maxValue: 65_535 }) });
  });

  it("T036: refuses a minimum turnout above the roll's size, and takes one that is equal", async () => {
    const rollId = await publishRoll(system, { size: 10n, totalWeight: 10n });
    await creating("TurnoutExceedsRoll(11, 10)", { rollId, minimumTurnout: 11n });
    await createElection(system, ceremony, { rollId, minimumTurnout: 10n });
  });

  it("cancels for its creator, in Setup, for good", async () => {
    const plan = await createElection(system, ceremony);
    const receipt = await send(elections, "cancelElection", plan.id);
    assert.deepEqual(events(elections, receipt, "ElectionCancelled"), [[plan.id]]);
    await refuses(`WrongPhase(${CANCELLED}, ${SETUP})`, elections, "cancelElection", plan.id);
    await mineAt(chain, plan.config.resultBy);
    assert.equal(await read(elections, "phase", plan.id), BigInt(CANCELLED));
  });

  it("fails at opensAt if fewer than a threshold of trustees passed the key test", async () => {
    const plan = await createElection(system, ceremony);
    await mineAt(chain, plan.config.opensAt - 1n);
    assert.equal(await read(elections, "phase", plan.id), BigInt(SETUP));
    await mineAt(chain, plan.config.opensAt);
    assert.equal(await read(elections, "phase", plan.id), BigInt(FAILED));
  });

  it("refuses to act on or show an election that does not exist", async () => {
    const proof = Array.from({ length: 8 }, () => 0n);
    for (const id of [0n, 7n]) {
      const calls: [string, ...unknown[]][] = [
        ["cancelElection", id],
        ["submitKeyTest", id, 1, [], proof],
        ["cast", id, []],
        ["submitPartialDecryption", id, 1, [], proof],
        ["publishResult", id, [], [], []],
      ];
      for (const [name, ...args] of calls) await refuses(`UnknownElection(${id})`, elections, name, ...args);
      const views: [string, ...unknown[]][] = [
        ...["election", "phase", "scope", "aggregate", "keyTestCiphertext", "result"].map(
          (name): [string, ...unknown[]] => [name, id],
        ),
        ["isCast", id, 1n],
        ["partialHash", id, 1n],
      ];
      for (const [name, ...args] of views) await refusesView(`UnknownElection(${id})`, elections, name, ...args);
    }
  });
});
