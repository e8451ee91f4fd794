import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { FIELD } from "../../src/crypto/field.ts";
import { enrolmentContext } from "../../src/protocol/credential/context.ts";
import { as, atTime, events, mineAt, now, openChain, read, readFields, refuses, refusesView } from "./support/chain.ts";
import { send, snapshot, type Chain } from "./support/chain.ts";
import {
  deployRegistries,
  enrolItem,
  provePresentation,
  pseudonymOf,
  publishPolicy,
  word,
  type EnrolmentInput,
  type PolicyPlan,
  type Registries,
} from "./support/registries.ts";
import { sweepGas } from "./support/gas-sweep.ts";
import { compileTwin } from "./support/twin.ts";

const NAME = "Residents of two districts, 2026";

describe("Enrolments", () => {
  let chain: Chain;
  let registries: Registries;
  let enrolments: BaseContract;
  let policy: PolicyPlan;
  let opensAt: bigint;
  let closesAt: bigint;
  let time: bigint;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    registries = await deployRegistries({ chain });
    enrolments = as(registries.enrolments, registries.department);
    policy = await publishPolicy(registries);
    opensAt = (await now(chain)) + 1000n;
    closesAt = opensAt + 1000n;
    await send(enrolments, "open", policy.id, NAME, opensAt, closesAt);
  });
  beforeEach(async () => {
    back = await snapshot(chain);
    time = opensAt + 100n;
  });
  afterEach(() => back());

  const commitmentOf = (holder: string) => word(`commitment ${holder}`);
  const inputOf = (holder: string, changes: Partial<EnrolmentInput> = {}): EnrolmentInput => ({
    holder,
    enrolmentId: 1n,
    commitment: commitmentOf(holder),
    now: time,
    ...changes,
  });
  /** Arguments of `enrol` that put these on the list. */
  const call = (...inputs: EnrolmentInput[]): [bigint, bigint[], bigint[]] => [
    inputs[0]!.enrolmentId,
    inputs.flatMap((input) => enrolItem(registries, policy, input)),
    inputs.map(({ commitment }) => commitment),
  ];
  const sendAt = async (at: bigint, ...args: unknown[]) => {
    await atTime(chain, at);
    return send(enrolments, "enrol", ...args);
  };
  const sizeOf = async (id = 1n) => (await readFields(enrolments, "enrolment", id))[3];
  const opening = (...changes: unknown[]): [string, ...unknown[]] => {
    const right = [policy.id, NAME, opensAt, closesAt];
    return ["open", ...right.map((value, i) => changes[i] ?? value)];
  };

  describe("opening", () => {
    it("numbers enrolments from 1 and keeps their policy and times", async () => {
      assert.deepEqual(await readFields(enrolments, "enrolment", 1n), [policy.id, opensAt, closesAt, 0n]);
      const receipt = await send(enrolments, ...opening(undefined, "补贴", 0n, closesAt + 5n));
      const told = [2n, policy.id, "补贴", 0n, closesAt + 5n];
      assert.deepEqual(events(enrolments, receipt, "EnrolmentOpened"), [told]);
      assert.deepEqual(await readFields(enrolments, "enrolment", 2n), [policy.id, 0n, closesAt + 5n, 0n]);
      assert.equal(await read(enrolments, "enrolmentCount"), 2n);
    });

    it("refuses to show an enrolment that was never opened", async () => {
      for (const id of [0n, 2n]) {
        for (const [view, ...args] of [["enrolment"], ["isEnrolled", 1n], ["enrolmentContext", 1n]] as const) {
          await refusesView(`UnknownEnrolment(${id})`, enrolments, view, id, ...args);
        }
        await refuses(`UnknownEnrolment(${id})`, enrolments, "enrol", id, [], []);
      }
    });

    it("T030: is for the account of the policy's department alone", async () => {
      for (const signer of [chain.signers[0]!, chain.signers[2]!, chain.signers[7]!]) {
        await refuses(`NotDepartment(${await signer.getAddress()})`, as(enrolments, signer), ...opening());
      }
    });

    it("refuses an unknown or retired policy", async () => {
      await refuses("UnknownPolicy(2)", enrolments, ...opening(2n));
      await send(as(registries.policies, registries.department), "retire", policy.id);
      await refuses(`RetiredPolicy(${policy.id})`, enrolments, ...opening());
    });

    it("takes a name of 1 to 200 bytes", async () => {
      await refuses("NameLengthOutOfRange(0)", enrolments, ...opening(undefined, ""));
      await refuses("NameLengthOutOfRange(201)", enrolments, ...opening(undefined, "é".repeat(100) + "a"));
      await send(enrolments, ...opening(undefined, "é".repeat(100)));
      await send(enrolments, ...opening(undefined, "a"));
    });

    it("T035: refuses an end that is not after the start, or past", async () => {
      await refuses("TimesOutOfOrder()", enrolments, ...opening(undefined, NAME, opensAt, opensAt));
      await refuses("TimesOutOfOrder()", enrolments, ...opening(undefined, NAME, opensAt + 1n, opensAt));
      await atTime(chain, opensAt);
      await refuses("TimesOutOfOrder()", enrolments, ...opening(undefined, NAME, 0n, opensAt));
      await atTime(chain, opensAt + 1n);
      await send(enrolments, ...opening(undefined, NAME, 0n, opensAt + 2n));
    });
  });

  describe("enrolling", () => {
    it("puts commitments on the list in order, and tells each item word for word", async () => {
      const inputs = ["a", "b"].map((holder) => inputOf(holder));
      const receipt = await sendAt(time, ...call(...inputs));
      const told = events(enrolments, receipt, "Enrolled").map((args) => [
        ...args.slice(0, 4),
        [...(args[4] as bigint[])],
      ]);
      const expected = inputs.map((input, i) => [
        1n,
        pseudonymOf(policy, input.holder),
        input.commitment,
        BigInt(i),
        enrolItem(registries, policy, input),
      ]);
      assert.deepEqual(told, expected);
      const next = await sendAt(time + 1n, ...call(inputOf("c")));
      assert.equal(events(enrolments, next, "Enrolled")[0]![3], 2n);
      assert.equal(await sizeOf(), 3n);
    });

    it("names the context that a presentation needs", async () => {
      const place = { chainId: chain.chainId, contract: registries.addresses.enrolments };
      const expected = enrolmentContext({ ...place, enrolmentId: 1n, commitment: 5n });
      assert.equal(await read(enrolments, "enrolmentContext", 1n, 5n), expected);
    });

    it("T035: works from the first second up to, not including, the end", async () => {
      for (const [at, isOpen] of [
        [opensAt - 1n, false],
        [opensAt, true],
        [closesAt - 1n, true],
        [closesAt, false],
        [closesAt + 1n, false],
      ] as const) {
        const undo = await snapshot(chain);
        const args = call(inputOf("a", { now: at }));
        if (isOpen) await sendAt(at, ...args);
        else {
          await atTime(chain, at);
          await refuses("EnrolmentNotOpen(1)", enrolments, "enrol", ...args);
        }
        await undo();
      }
    });

    it("T038: with any amount of gas, either all of a call happens or nothing", async () => {
      await mineAt(chain, time);
      await sweepGas({
        chain,
        contract: enrolments,
        name: "enrol",
        args: call(inputOf("a"), inputOf("b")),
        check: async (done) => {
          const enrolled = ["a", "b"].map((holder) => read(enrolments, "isEnrolled", 1n, pseudonymOf(policy, holder)));
          assert.deepEqual(await Promise.all(enrolled), [done, done]);
          assert.equal(await sizeOf(), done ? 2n : 0n);
        },
      });
    });

    it("T023: enrols a pseudonym once, whatever commitment it brings", async () => {
      await sendAt(time, ...call(inputOf("a")));
      const again = inputOf("a", { commitment: word("second voice"), now: time });
      await refuses("NothingAccepted()", enrolments, "enrol", ...call(again));
      const later = inputOf("a", { commitment: word("second voice"), now: time + 1n });
      await atTime(chain, time + 10n);
      await refuses("NothingAccepted()", enrolments, "enrol", ...call(later));
      await send(enrolments, "enrol", ...call(again, inputOf("b"), later));
      assert.equal(await sizeOf(), 2n);
    });

    it("enrols a commitment once, whoever brings it", async () => {
      const [first, copy] = [inputOf("a"), inputOf("b", { commitment: commitmentOf("a") })];
      const receipt = await sendAt(time, ...call(first, copy, inputOf("c")));
      assert.equal(events(enrolments, receipt, "Enrolled").length, 2);
      await refuses("NothingAccepted()", enrolments, "enrol", ...call(copy));
      assert.equal(await read(enrolments, "isEnrolled", 1n, pseudonymOf(policy, "b")), false);
      await send(enrolments, "enrol", ...call(inputOf("b")));
      assert.equal(await sizeOf(), 3n);
    });

    it("T022: refuses another commitment under somebody's presentation", async () => {
      const [id, items, [own]] = call(inputOf("a"));
      await atTime(chain, time);
      for (const commitment of [commitmentOf("thief"), own! + 1n, 1n]) {
        await refuses("WrongContext", enrolments, "enrol", id, items, [commitment]);
      }
      const forged = items.with(8, await read<bigint>(enrolments, "enrolmentContext", id, commitmentOf("thief")));
      await refuses("InvalidProof()", enrolments, "enrol", id, forged, [commitmentOf("thief")]);
      const [, two, commitments] = call(inputOf("a"), inputOf("b"));
      await refuses("WrongContext", enrolments, "enrol", id, two, [...commitments].reverse());
    });

    it("T025: refuses presentations for another enrolment, contract or chain", async () => {
      await send(enrolments, ...opening());
      await atTime(chain, time);
      const [, items, commitments] = call(inputOf("a"));
      await refuses("WrongContext", enrolments, "enrol", 2n, items, commitments);
      const otherContract = await deployRegistries({ chain });
      const otherChain = await deployRegistries({ chain: await openChain({ chainId: 31338 }) });
      assert.equal(otherChain.addresses.enrolments, registries.addresses.enrolments);
      for (const moved of [otherContract, otherChain]) {
        const there = as(moved.enrolments, moved.department);
        assert.equal((await publishPolicy(moved)).id, policy.id);
        await send(there, "open", policy.id, NAME, 0n, 1n << 60n);
        if (moved === otherChain) await atTime(moved.chain, time);
        await refuses("WrongContext", there, "enrol", 1n, items, commitments);
      }
    });

    it("refuses a commitment that is 0 or not below r", async () => {
      for (const commitment of [0n, FIELD, commitmentOf("a") + FIELD]) {
        const [id, items] = call(inputOf("a", { commitment }));
        await atTime(chain, (time += 1n));
        await refuses(`CommitmentOutOfRange(${commitment})`, enrolments, "enrol", id, items, [commitment]);
      }
    });

    it("refuses more or fewer commitments than presentations", async () => {
      const [id, items, commitments] = call(inputOf("a"), inputOf("b"));
      await atTime(chain, time);
      await refuses("WrongLength(1, 2)", enrolments, "enrol", id, items, commitments.slice(1));
      await refuses("WrongLength(3, 2)", enrolments, "enrol", id, items, [...commitments, 5n]);
      await refuses("WrongLength(0, 2)", enrolments, "enrol", id, items, []);
    });

    it("refuses an attestation's presentation", async () => {
      const own = enrolItem(registries, policy, inputOf("a")).slice(8);
      const context = await read<bigint>(registries.attestations, "attestationContext", policy.id);
      const signals = [policy.terms.policyHash, context, ...own.slice(1)];
      const items = [...provePresentation(policy, signals), ...own.with(0, context)];
      await atTime(chain, time);
      await refuses("WrongContext", enrolments, "enrol", 1n, items, [commitmentOf("a")]);
    });

    it("keeps the lists of several enrolments apart", async () => {
      await send(enrolments, ...opening());
      await sendAt(time, ...call(inputOf("a")));
      assert.equal(await read(enrolments, "isEnrolled", 2n, pseudonymOf(policy, "a")), false);
      await send(enrolments, "enrol", ...call(inputOf("a", { enrolmentId: 2n })));
      assert.deepEqual([await sizeOf(1n), await sizeOf(2n)], [1n, 1n]);
    });

    it("refuses whoever comes after as many as a roll holds, and the whole call with him", async () => {
      const small = compileTwin({
        contract: "Enrolments",
        edits: [{ file: "contracts/Enrolments.sol", find: "1 << Constants.ROLL_DEPTH", replace: "2" }],
      });
      const there = await deployRegistries({ chain: await openChain(), twins: { Enrolments: small } });
      const plan = await publishPolicy(there);
      const list = as(there.enrolments, there.department);
      await send(list, "open", plan.id, NAME, 0n, 1n << 60n);
      const made = await now(there.chain);
      const args = (...holders: string[]) => [
        1n,
        holders.flatMap((holder) => enrolItem(there, plan, inputOf(holder, { now: made }))),
        holders.map(commitmentOf),
      ];
      await refuses("EnrolmentFull(1)", list, "enrol", ...args("a", "b", "c"));
      await send(list, "enrol", ...args("a", "b"));
      await refuses("EnrolmentFull(1)", list, "enrol", ...args("c"));
      await refuses("NothingAccepted()", list, "enrol", ...args("a", "b"));
    });
  });
});
