import assert from "node:assert/strict";
import { ZeroHash, solidityPackedKeccak256, type BaseContract } from "ethers";
import { FIELD } from "../../src/crypto/field.ts";
import { rerandomised, shiftedC } from "../../scripts/bench/simulated.ts";
import { as, atTime, now, openChain, read, refuses, send, snapshot } from "./support/chain.ts";
import {
  TRUST_ROOT,
  attestItem,
  deployRegistries,
  enrolItem,
  publishPolicy,
  pseudonymOf,
  word,
  type PolicyPlan,
  type PolicyTerms,
  type PresentationInput,
  type Registries,
} from "./support/registries.ts";
import { compileTwin } from "./support/twin.ts";

/** One of the two functions that accept presentations, behind one face. */
interface Door {
  readonly name: string;
  readonly view: string;
  /** Where an item's own signals begin to be trustRoot, now, pseudonym, disclosureHash. */
  readonly rootAt: number;
  contract(of: Registries): BaseContract;
  /** The id that presentations of the policy are sent to. */
  prepare(of: Registries, policy: PolicyPlan): Promise<bigint>;
  item(of: Registries, policy: PolicyPlan, id: bigint, input: PresentationInput): bigint[];
  /** Arguments of the call. */
  call(id: bigint, items: readonly bigint[], holders: readonly string[]): unknown[];
}

const commitmentOf = (holder: string): bigint => word(`commitment ${holder}`);

const ATTEST: Door = {
  name: "attest",
  view: "isValid",
  rootAt: 8,
  contract: ({ attestations }) => attestations,
  prepare: (_of, { id }) => Promise.resolve(id),
  item: (of, policy, _id, input) => attestItem(of, policy, input),
  call: (id, items) => [id, items],
};
const ENROL: Door = {
  name: "enrol",
  view: "isEnrolled",
  rootAt: 9,
  contract: ({ enrolments }) => enrolments,
  prepare: async (of, { id }) => {
    const enrolments = as(of.enrolments, of.department);
    await send(enrolments, "open", id, "Residents", 0n, 1n << 60n);
    return read<bigint>(enrolments, "enrolmentCount");
  },
  item: (of, policy, enrolmentId, input) =>
    enrolItem(of, policy, { ...input, enrolmentId, commitment: commitmentOf(input.holder) }),
  call: (id, items, holders) => [id, items, holders.map(commitmentOf)],
};

for (const door of [ATTEST, ENROL]) {
  describe(`presentations sent to ${door.name}`, () => {
    let registries: Registries;
    let contract: BaseContract;
    let policy: PolicyPlan;
    let id: bigint;
    let time: bigint;
    let back: () => Promise<void>;
    const stride = door.rootAt + 4;
    const pseudonymAt = door.rootAt + 2;

    let first: { policy: PolicyPlan; id: bigint };

    before(async () => {
      registries = await deployRegistries({ chain: await openChain() });
      contract = door.contract(registries);
      await publishes({});
      first = { policy, id };
    });
    beforeEach(async () => {
      back = await snapshot(registries.chain);
      ({ policy, id } = first);
      time = (await now(registries.chain)) + 100_000n;
    });
    afterEach(() => back());

    const publishes = async (changes: Partial<PolicyTerms>): Promise<void> => {
      policy = await publishPolicy(registries, changes);
      id = await door.prepare(registries, policy);
    };
    const item = (input: Partial<PresentationInput> = {}): bigint[] =>
      door.item(registries, policy, id, { holder: "a", now: time, ...input });
    /** The call runs in the second `time`. */
    const accepts = async (items: readonly bigint[], holders = ["a"]): Promise<void> => {
      await atTime(registries.chain, time);
      await send(contract, door.name, ...door.call(id, items, holders));
    };
    const rejects = async (error: string, items: readonly bigint[], holders = ["a"]): Promise<void> => {
      await atTime(registries.chain, time);
      await refuses(error, contract, door.name, ...door.call(id, items, holders));
      time += 10n; // room for the test's own transactions
    };
    const isIn = (holder = "a") => read<boolean>(contract, door.view, id, pseudonymOf(policy, holder));

    it("takes a right one, from anyone", async () => {
      const stranger = as(contract, registries.chain.signers[7]!);
      await atTime(registries.chain, time);
      await send(stranger, door.name, ...door.call(id, item(), ["a"]));
      assert.equal(await isIn(), true);
      assert.equal(await isIn("b"), false);
    });

    for (const [circuit, name] of ["plain", "sealed", "pair"].entries()) {
      it(`checks a policy of the circuit "${name}" by that circuit's key alone`, async () => {
        await publishes({ circuit, policyHash: word(name) });
        const other = { ...policy, terms: { ...policy.terms, circuit: (circuit + 1) % 3 } };
        const foreign = door.item(registries, other, id, { holder: "a", now: time });
        await rejects("InvalidProof()", foreign);
        await accepts(item());
      });
    }

    it("refuses those of an unknown and of a retired policy", async () => {
      const right = item();
      await send(as(registries.policies, registries.department), "retire", policy.id);
      await rejects(`RetiredPolicy(${policy.id})`, right);
      const unknown = door === ATTEST ? `UnknownPolicy(${id + 1n})` : `UnknownEnrolment(${id + 1n})`;
      await refuses(unknown, contract, door.name, ...door.call(id + 1n, right, ["a"]));
    });

    it("T035: takes a `now` from maxClockSkew ago up to the present second", async () => {
      const { maxClockSkew } = policy.terms;
      for (const made of [
        time + 1n,
        time + maxClockSkew,
        (1n << 64n) - 1n,
        1n << 64n,
        (1n << 64n) + time,
        FIELD - 1n,
      ]) {
        await atTime(registries.chain, time);
        const call = door.call(id, item({ now: made }), ["a"]);
        await refuses(`PresentationFromFuture(${made}, ${time})`, contract, door.name, ...call);
        time += 1n;
      }
      for (const made of [0n, 1n, time - maxClockSkew - 2n, time - maxClockSkew - 1n]) {
        const late = item({ now: made });
        await atTime(registries.chain, time);
        await refuses(`PresentationTooOld(${made}, ${time})`, contract, door.name, ...door.call(id, late, ["a"]));
        time += 1n;
      }
      await accepts([...item({ now: time - maxClockSkew }), ...item({ holder: "b" })], ["a", "b"]);
      assert.deepEqual([await isIn("a"), await isIn("b")], [true, true]);
    });

    it("T033: takes a trust root that was superseded up to maxStatusAge ago", async () => {
      const { maxStatusAge } = policy.terms;
      const supersede = (at: bigint) => send(registries.issuers, "supersede", TRUST_ROOT, at);
      time += maxStatusAge;
      await supersede(time - maxStatusAge - 1n);
      await rejects(`TrustRootTooOld(${TRUST_ROOT}, ${maxStatusAge + 1n})`, item());
      for (const age of [maxStatusAge, maxStatusAge - 1n, 1n, 0n]) {
        const undo = await snapshot(registries.chain);
        await supersede(time - age);
        await accepts(item());
        await undo();
      }
    });

    it("T033: refuses a trust root that never was, or was cut off, also behind a right one", async () => {
      const root = word("cut off");
      await rejects(`UnknownTrustRoot(${root})`, item({ trustRoot: root }));
      await rejects("UnknownTrustRoot(0)", item({ trustRoot: 0n }));
      const mixed = [...item(), ...item({ holder: "b", trustRoot: root }), ...item({ holder: "c" })];
      await rejects(`UnknownTrustRoot(${root})`, mixed, ["a", "b", "c"]);
      await send(registries.issuers, "setCurrent", root);
      await send(registries.issuers, "supersede", TRUST_ROOT, 1n);
      await rejects("TrustRootTooOld", mixed, ["a", "b", "c"]);
      await send(registries.issuers, "setCurrent", TRUST_ROOT);
      await accepts(mixed, ["a", "b", "c"]);
      for (const holder of ["a", "b", "c"]) assert.equal(await isIn(holder), true);
    });

    it("T006, T039: refuses words that are not below r, so no pseudonym has two forms", async () => {
      const right = item();
      for (let at = 8; at < stride; at++) {
        const signal = at - 8 + (6 - (stride - 8));
        for (const alias of [right[at]! + FIELD, (1n << 256n) - 1n]) {
          await rejects(`SignalOutOfRange(0, ${signal})`, right.with(at, alias));
        }
      }
      await rejects("ProofWordOutOfRange", right.with(0, (1n << 256n) - 1n));
    });

    it("T004: refuses a presentation of which any word was changed on the way", async () => {
      const right = item();
      for (let at = 8; at < stride; at++) await rejects("InvalidProof()", right.with(at, right[at]! ^ 1n));
      for (let at = 0; at < 8; at++) await rejects("InvalidProof()", right.with(at, right[at]! ^ 1n));
      await accepts(item());
    });

    it("refuses presentations of another policy with the same scope, though they meet that one", async () => {
      await publishes({ policyHash: word("stricter policy") });
      await rejects("InvalidProof()", door.item(registries, first.policy, id, { holder: "a", now: time }));
      await accepts(item());
    });

    it("refuses the whole batch for one forged item, and records nobody of it", async () => {
      const holders = ["a", "b", "c"];
      for (const index of [0, 1, 2]) {
        const items = holders.map((holder) => item({ holder }));
        items[index] = [...shiftedC(items[index]!.slice(0, 8), 1n), ...items[index]!.slice(8)];
        await rejects("InvalidProof()", items.flat(), holders);
      }
      for (const holder of holders) assert.equal(await isIn(holder), false);
    });

    it("T003: refuses two wrong proofs whose errors cancel out; a twin with coefficients known beforehand does not", async () => {
      const name = door === ATTEST ? "AttestationRegistry" : "Enrolments";
      const seed = "count == 1 ? bytes32(0) : _seed(circuit, commonCount, commonPoint, items)";
      const edits = [{ file: "contracts/PresentationChecks.sol", find: seed, replace: "bytes32(0)" }];
      const twin = compileTwin({ contract: name, edits });
      const there = await deployRegistries({ chain: await openChain(), twins: { [name]: twin } });
      const plan = await publishPolicy(there);
      const place = await door.prepare(there, plan);
      const shiftedPair = (of: Registries, to: { plan: PolicyPlan; place: bigint; made: bigint }, shifts: bigint[]) =>
        ["a", "b"].flatMap((holder, i) => {
          const right = door.item(of, to.plan, to.place, { holder, now: to.made });
          return [...shiftedC(right.slice(0, 8), shifts[i]!), ...right.slice(8)];
        });
      // The coefficient of the second item if the seed is 0.
      const known = BigInt(solidityPackedKeccak256(["bytes32", "uint256"], [ZeroHash, 1n])) >> 128n;
      const cancelling = [[known, FIELD - 1n]];
      for (const shifts of [...cancelling, [1n, FIELD - 1n]]) {
        await rejects("InvalidProof()", shiftedPair(registries, { plan: policy, place: id, made: time }, shifts), [
          "a",
          "b",
        ]);
      }
      const forged = shiftedPair(there, { plan, place, made: await now(there.chain) }, cancelling[0]!);
      await send(door.contract(there), door.name, ...door.call(place, forged, ["a", "b"]));
    });

    it("takes a pseudonym once in one batch, and refuses a call that adds nobody", async () => {
      const again = item({ attempt: "again" });
      const proofAgain = [...rerandomised(item().slice(0, 8), "copy"), ...item().slice(8)];
      const batch = [...item(), ...again, ...item({ holder: "b" }), ...proofAgain];
      const call = door.call(id, batch, ["a", "a", "b", "a"]);
      await atTime(registries.chain, time);
      assert.equal(await contract.getFunction(door.name).staticCall(...call, { blockTag: "pending" }), 2n);
      await accepts(batch, ["a", "a", "b", "a"]);
      for (const items of [item(), again, proofAgain]) {
        await refuses("NothingAccepted()", contract, door.name, ...door.call(id, items, ["a"]));
      }
    });

    it("takes 1 to 128 presentations a call; none, 129, and parts of one are refused", async () => {
      const many = Array.from({ length: 129 }, (_, i) => `many ${i}`);
      const all = many.map((holder) => item({ holder }));
      await rejects("MalformedBatch()", [], []);
      await rejects("MalformedBatch()", all[0]!.slice(1));
      await rejects("MalformedBatch()", [...all[0]!, 0n]);
      await rejects("MalformedBatch()", all.flat(), many);
      await accepts(all.slice(0, 128).flat(), many.slice(0, 128));
      assert.equal(await isIn("many 127"), true);
    });

    it("refuses keys that are missing or have another number of signals when it is deployed", async () => {
      const { verifier, issuers, policies, keyIds, chain } = registries;
      const places = await Promise.all([verifier, issuers, policies].map((place) => place.getAddress()));
      const right = [keyIds.get("presentation-plain"), keyIds.get("presentation"), keyIds.get("presentation-pair")];
      const pseudonymKey = keyIds.get("pseudonym")!;
      const name = door === ATTEST ? "AttestationRegistry" : "Enrolments";
      const deploy = (presentationKeys: unknown[], last: string) =>
        chain.deploy(name, ...places, presentationKeys, ...(door === ATTEST ? [last] : []));
      for (const index of [0, 1, 2]) {
        await assert.rejects(deploy(right.with(index, pseudonymKey), pseudonymKey), /UnsuitableKey|revert/);
        await assert.rejects(deploy(right.with(index, `0x${"00".repeat(32)}`), pseudonymKey), /UnsuitableKey|revert/);
      }
      if (door === ATTEST) await assert.rejects(deploy(right, right[0]!), /UnsuitableKey|revert/);
      const deployed = await deploy(right, pseudonymKey);
      for (const [index, key] of right.entries()) {
        assert.equal(await read(deployed, "presentationKeyId", index), key);
      }
      assert.deepEqual(
        [
          await read(deployed, "verifier"),
          await read(deployed, "issuerRegistry"),
          await read(deployed, "policyRegistry"),
        ],
        places,
      );
    });

    it("T006: refuses a pseudonym's second form even if the verifier let it pass; a twin takes both", async () => {
      const name = door === ATTEST ? "AttestationRegistry" : "Enrolments";
      const lax = {
        file: "contracts/lib/BatchProof.sol",
        find: "inRange := and(inRange, lt(signal, prime))",
        replace: "",
      };
      const unchecked = {
        file: "contracts/PresentationChecks.sol",
        find: "if (pseudonym >= Bn254.R) revert PseudonymOutOfRange(pseudonym);",
        replace: "",
      };
      for (const edits of [[lax], [lax, unchecked]]) {
        const twin = compileTwin({ contract: name, edits });
        const there = await deployRegistries({ chain: await openChain(), twins: { [name]: twin } });
        const target = door.contract(there);
        const plan = await publishPolicy(there);
        const place = await door.prepare(there, plan);
        const made = await now(there.chain);
        const right = door.item(there, plan, place, { holder: "a", now: made });
        const words = right.with(pseudonymAt, right[pseudonymAt]! + FIELD);
        const call = door.call(place, words, ["a"]);
        if (edits.length === 1) {
          await refuses(`PseudonymOutOfRange(${words[pseudonymAt]})`, target, door.name, ...call);
        } else {
          await send(target, door.name, ...call);
          assert.equal(await read(target, door.view, place, words[pseudonymAt]!), true);
        }
      }
    });
  });
}
