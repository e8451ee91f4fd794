import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { as, atTime, events, mineAt, now, openChain, read, readFields, refuses, refusesView } from "./support/chain.ts";
import { send, snapshot, type Chain } from "./support/chain.ts";
import {
  DEPARTMENT,
  OTHER_DEPARTMENT,
  REASON,
  TRUST_ROOT,
  attest,
  attestItem,
  deployRegistries,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  simulated,
  withdrawalOf,
  word,
  type PolicyPlan,
  type PresentationInput,
  type Registries,
} from "./support/registries.ts";
import { attestationContext } from "../../src/protocol/credential/context.ts";
import { FIELD } from "../../src/crypto/field.ts";
import { rerandomised } from "../../scripts/bench/simulated.ts";
import { sweepGas } from "./support/gas-sweep.ts";
import { compileTwin } from "./support/twin.ts";

const NOTHING = [0n, 0n, 0n, false, false];

describe("AttestationRegistry", () => {
  let chain: Chain;
  let registries: Registries;
  let attestations: BaseContract;
  let policy: PolicyPlan;
  let a: bigint;
  let time: bigint;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    registries = await deployRegistries({ chain });
    attestations = registries.attestations;
    policy = await publishPolicy(registries);
    a = pseudonymOf(policy, "a");
  });
  beforeEach(async () => {
    back = await snapshot(chain);
    time = (await now(chain)) + 1000n;
  });
  afterEach(() => back());

  const item = (input: Partial<PresentationInput> = {}, of = policy) =>
    attestItem(registries, of, { holder: "a", now: time, ...input });
  const isValid = (of = policy, pseudonym = a) => read<boolean>(attestations, "isValid", of.id, pseudonym);
  const recorded = (of = policy) => readFields(attestations, "attestation", of.id, a);
  /** A transaction in the second given. */
  const sendAt = async (at: bigint, name: string, ...args: unknown[]) => {
    await atTime(chain, at);
    return send(attestations, name, ...args);
  };
  const withdrawal = (provenAt: bigint, of = policy, holder = "a") => [
    of.id,
    pseudonymOf(of, holder),
    provePseudonym(of, holder, withdrawalOf(registries, of, provenAt)),
  ];
  const revoking = () => as(attestations, registries.department);

  describe("attesting", () => {
    it("records when a presentation was made, accepted and will expire, and tells it word for word", async () => {
      const words = item({ now: time - 100n });
      const receipt = await sendAt(time, "attest", policy.id, words);
      const expiresAt = time + policy.terms.validity;
      assert.deepEqual(await recorded(), [time - 100n, time, expiresAt, false, false]);
      const [told] = events(attestations, receipt, "Attested");
      assert.deepEqual([...told!.slice(0, 4), [...(told![4] as bigint[])]], [policy.id, a, time, expiresAt, words]);
    });

    it("knows nothing of a pseudonym that was never attested, or under another policy", async () => {
      assert.deepEqual(await recorded(), NOTHING);
      assert.equal(await isValid(), false);
      const other = await publishPolicy(registries, { policyHash: word("other") });
      await attest(registries, policy, "a");
      assert.equal(await isValid(), true);
      assert.equal(await isValid(other), false);
      assert.equal(await isValid({ ...policy, id: 99n }), false);
      assert.equal(await isValid(policy, a + 1n), false);
    });

    it("gives all presentations of a batch their own second and trust root", async () => {
      const old = word("old root");
      await send(registries.issuers, "supersede", old, time - 3600n);
      const lapsing = await publishPolicy(registries, { policyHash: word("lapsing"), lapses: true, validity: 90_000n });
      const inputs = [
        { holder: "a", now: time - 3n },
        { holder: "b", now: time - 2n, trustRoot: old },
        { holder: "c", now: time - 1n },
      ];
      await sendAt(
        time,
        "attest",
        lapsing.id,
        inputs.flatMap((input) => item(input, lapsing)),
      );
      const records = await Promise.all(
        inputs.map(({ holder }) => readFields(attestations, "attestation", lapsing.id, pseudonymOf(lapsing, holder))),
      );
      assert.deepEqual(
        records.map((record) => record.slice(0, 3)),
        [
          [time - 3n, time, time + 86_400n],
          [time - 2n, time, time + 82_800n],
          [time - 1n, time, time + 86_400n],
        ],
      );
    });

    it("renews an attestation by a newer presentation", async () => {
      await sendAt(time, "attest", policy.id, item());
      const later = time + 500n;
      await sendAt(later, "attest", policy.id, item({ now: time + 499n }));
      assert.deepEqual(await recorded(), [time + 499n, later, later + policy.terms.validity, false, false]);
    });

    it("T023: takes a presentation once: not again, not re-randomised, not another one as old or older", async () => {
      const words = item();
      await sendAt(time, "attest", policy.id, words);
      const before = await recorded();
      const copies = [
        words,
        [...rerandomised(words.slice(0, 8), "copy"), ...words.slice(8)],
        item({ attempt: "same second" }),
        item({ now: time - 1n }),
      ];
      for (const copy of copies) await refuses("NothingAccepted()", attestations, "attest", policy.id, copy);
      await refuses("NothingAccepted()", attestations, "attest", policy.id, copies.flat());
      assert.deepEqual(await recorded(), before);
    });

    it("T024: skips what adds nothing, so that nobody stops a batch by sending a part of it first", async () => {
      const [first, second] = [item(), item({ holder: "b" })];
      await sendAt(time, "attest", policy.id, first);
      const receipt = await send(attestations, "attest", policy.id, [...first, ...second]);
      assert.deepEqual(
        events(attestations, receipt, "Attested").map(([, pseudonym]) => pseudonym),
        [pseudonymOf(policy, "b")],
      );
    });

    it("T025: refuses presentations for another registry or chain", async () => {
      const words = item();
      const otherAddress = await deployRegistries({ chain });
      const otherChain = await deployRegistries({ chain: await openChain({ chainId: 31338 }) });
      assert.equal(otherChain.addresses.attestations, registries.addresses.attestations);
      for (const moved of [otherAddress, otherChain]) {
        const there = await publishPolicy(moved);
        assert.deepEqual(there, policy);
        await atTime(moved.chain, time);
        await refuses("InvalidProof()", moved.attestations, "attest", there.id, words);
        await attest(moved, there, "a");
      }
    });

    it("T025: refuses presentations for another policy, even if a department publishes its hash as its own", async () => {
      const words = item();
      const copyist = as(registries.policies, chain.signers[2]!);
      const terms = { ...policy.terms, departmentId: OTHER_DEPARTMENT };
      const receipt = await send(copyist, "publish", terms, '{"format":"psephos.policy/1"}');
      const copy = { id: events(copyist, receipt, "PolicyPublished")[0]![0] as bigint, terms };
      await atTime(chain, time);
      await refuses("InvalidProof()", attestations, "attest", copy.id, words);
      await send(attestations, "attest", copy.id, item({}, copy));
      await send(attestations, "attest", policy.id, words);
    });

    it("names the context that presentations need", async () => {
      const place = { chainId: chain.chainId, contract: registries.addresses.attestations };
      for (const policyId of [policy.id, 99n]) {
        const expected = attestationContext({ ...place, policyId });
        assert.equal(await read(attestations, "attestationContext", policyId), expected);
      }
    });

    it("T023: is where a twin without the order of times takes a presentation twice", async () => {
      const lax = compileTwin({
        contract: "AttestationRegistry",
        edits: [{ file: "contracts/AttestationRegistry.sol", find: "provenAt <= current.provenAt() || ", replace: "" }],
      });
      const twin = await deployRegistries({ chain: await openChain(), twins: { AttestationRegistry: lax } });
      const plan = await publishPolicy(twin);
      const made = await now(twin.chain);
      const words = attestItem(twin, plan, { holder: "a", now: made });
      await send(twin.attestations, "attest", plan.id, words);
      await send(twin.attestations, "attest", plan.id, words);
    });

    it("T038: with any amount of gas, either all of a call happens or nothing", async () => {
      await mineAt(chain, time);
      const batch = [...item(), ...item({ holder: "b" })];
      await sweepGas({
        chain,
        contract: attestations,
        name: "attest",
        args: [policy.id, batch],
        check: async (done) => {
          assert.deepEqual([await isValid(), await isValid(policy, pseudonymOf(policy, "b"))], [done, done]);
          if (!done) assert.deepEqual(await recorded(), NOTHING);
        },
      });
    });
  });

  describe("validity", () => {
    it("T041: needs an attestation that has not expired, and is neither withdrawn nor revoked: each alone", async () => {
      const names = ["right", "expired", "withdrawn", "revoked"];
      const short = await publishPolicy(registries, { policyHash: word("short"), validity: 60n });
      const policyOf = (name: string) => (name === "expired" ? short : policy);
      await sendAt(time, "attest", short.id, item({ holder: "expired" }, short));
      await sendAt(
        time + 1n,
        "attest",
        policy.id,
        ["right", "withdrawn", "revoked"].flatMap((holder) => item({ holder })),
      );
      await sendAt(time + 2n, "withdraw", ...withdrawal(time, policy, "withdrawn"));
      await send(revoking(), "revoke", policy.id, pseudonymOf(policy, "revoked"), REASON);
      await mineAt(chain, time + 100n);
      const [found, required]: [unknown[], unknown[]] = [[], []];
      for (const name of [...names, "missing"]) {
        const pseudonym = pseudonymOf(policyOf(name), name);
        found.push(await isValid(policyOf(name), pseudonym));
        if (found.at(-1) === true) await read(attestations, "requireAttestation", policyOf(name).id, pseudonym);
        else {
          const error = `NotAttested(${policyOf(name).id}, ${pseudonym})`;
          await refusesView(error, attestations, "requireAttestation", policyOf(name).id, pseudonym);
        }
        required.push(name);
      }
      assert.deepEqual(found, [true, false, false, false, false]);
    });

    it("T035: ends with the exact second of expiry", async () => {
      await sendAt(time, "attest", policy.id, item());
      const end = time + policy.terms.validity;
      await mineAt(chain, end - 1n);
      assert.equal(await isValid(), true);
      await mineAt(chain, end);
      assert.equal(await isValid(), false);
      await mineAt(chain, end + 1n);
      assert.equal(await isValid(), false);
    });

    for (const [age, validity, expected] of [
      [0n, 100_000n, 86_400n],
      [0n, 86_401n, 86_400n],
      [0n, 86_400n, 86_400n],
      [0n, 86_399n, 86_399n],
      [3600n, 100_000n, 82_800n],
      [86_399n, 100_000n, 1n],
      [86_400n, 100_000n, 0n],
      [86_340n, 60n, 60n],
      [86_341n, 60n, 59n],
    ] as const) {
      it(`under a policy that lapses ${validity} s hold ${expected} s from a root superseded ${age} s ago`, async () => {
        time += 100_000n;
        await send(registries.issuers, "supersede", TRUST_ROOT, time - age);
        const changes = { policyHash: word("lapsing"), validity };
        const [lapsing, standing] = [
          await publishPolicy(registries, { ...changes, lapses: true }),
          await publishPolicy(registries, { ...changes, policyHash: word("standing") }),
        ];
        await sendAt(time, "attest", lapsing.id, item({}, lapsing));
        await mineAt(chain, time + 1n);
        assert.equal((await recorded(lapsing))[2], time + expected);
        assert.equal(await isValid(lapsing), expected > 1n);
        if (age < 86_000n) {
          await sendAt(time + 2n, "attest", standing.id, item({}, standing));
          assert.equal((await recorded(standing))[2], time + 2n + validity);
        }
      });
    }

    it("stands when its policy is retired", async () => {
      await attest(registries, policy, "a");
      await send(as(registries.policies, registries.department), "retire", policy.id);
      assert.equal(await isValid(), true);
    });
  });

  describe("withdrawing", () => {
    beforeEach(() => sendAt(time, "attest", policy.id, item()));

    it("ends the attestation, by anyone who brings the holder's proof", async () => {
      await atTime(chain, time + 5n);
      const relayer = as(attestations, chain.signers[7]!);
      const receipt = await send(relayer, "withdraw", ...withdrawal(time));
      assert.deepEqual(events(attestations, receipt, "Withdrawn"), [[policy.id, a]]);
      assert.deepEqual(await recorded(), [time + 5n, time, time + policy.terms.validity, true, false]);
      assert.equal(await isValid(), false);
    });

    it("T038: with any amount of gas, either all of a call happens or nothing", async () => {
      const before = await recorded();
      await sweepGas({
        chain,
        contract: attestations,
        name: "withdraw",
        args: withdrawal(time),
        check: async (done) => {
          assert.equal(await isValid(), !done);
          if (!done) assert.deepEqual(await recorded(), before);
        },
      });
    });

    it("names the context that the proof needs", async () => {
      assert.equal(await read(attestations, "withdrawalContext", policy.id, a), withdrawalOf(registries, policy, time));
    });

    it("makes presentations up to its own second count no more; a newer one starts anew", async () => {
      const made = [item({ now: time + 1n }), item({ now: time + 5n }), item({ now: time + 6n })];
      await sendAt(time + 5n, "withdraw", ...withdrawal(time));
      await atTime(chain, time + 10n);
      await refuses("NothingAccepted()", attestations, "attest", policy.id, [...item(), ...made[0]!, ...made[1]!]);
      await sendAt(time + 20n, "attest", policy.id, made[2]);
      assert.deepEqual(await recorded(), [time + 6n, time + 20n, time + 20n + policy.terms.validity, false, false]);
      assert.equal(await isValid(), true);
    });

    it("refuses a proof that was used: for this attestation, and for a later one", async () => {
      const used = withdrawal(time);
      await sendAt(time + 5n, "withdraw", ...used);
      await refuses(`AlreadyWithdrawn(${policy.id}, ${a})`, attestations, "withdraw", ...used);
      const twice = withdrawal(time + 5n);
      await refuses(`AlreadyWithdrawn(${policy.id}, ${a})`, attestations, "withdraw", ...twice);
      await sendAt(time + 20n, "attest", policy.id, item({ now: time + 15n }));
      for (const old of [used, twice]) await refuses("InvalidProof()", attestations, "withdraw", ...old);
      assert.equal(await isValid(), true);
      await send(attestations, "withdraw", ...withdrawal(time + 15n));
    });

    it("refuses a proof by another holder, for another policy, time, chain or contract, or in another context", async () => {
      const other = await publishPolicy(registries, { policyHash: word("other"), scopeId: word("other scope") });
      const by = (signals: Partial<Record<"department" | "scope" | "context" | "pseudonym", bigint>>) => {
        const { department = DEPARTMENT, scope = policy.terms.scopeId, pseudonym = a } = signals;
        const context = signals.context ?? withdrawalOf(registries, policy, time);
        return simulated("pseudonym").prove({ signals: [department, scope, context, pseudonym], salt: "wrong" });
      };
      const elsewhere = { ...registries, addresses: { ...registries.addresses, attestations: `0x${"11".repeat(20)}` } };
      const otherChain = { ...registries, chain: { ...chain, chainId: 31338n } };
      const wrong = [
        by({ pseudonym: pseudonymOf(policy, "b") }),
        by({ department: word("other department") }),
        by({ scope: other.terms.scopeId }),
        by({ context: withdrawalOf(registries, policy, time - 1n) }),
        by({ context: withdrawalOf(registries, policy, time + 1n) }),
        by({ context: withdrawalOf(registries, { ...policy, id: other.id }, time) }),
        by({ context: withdrawalOf(elsewhere, policy, time) }),
        by({ context: withdrawalOf(otherChain, policy, time) }),
        by({ context: await read<bigint>(attestations, "attestationContext", policy.id) }),
      ];
      for (const proof of wrong) await refuses("InvalidProof()", attestations, "withdraw", policy.id, a, proof);
      await send(attestations, "withdraw", policy.id, a, by({}));
    });

    it("T006: refuses the pseudonym's other forms", async () => {
      const [, , proof] = withdrawal(time);
      const alias = a + FIELD;
      await refuses(`NotAttested(${policy.id}, ${alias})`, attestations, "withdraw", policy.id, alias, proof);
      assert.equal(await isValid(policy, alias), false);
    });

    it("refuses where nothing is attested", async () => {
      const b = pseudonymOf(policy, "b");
      await refuses(`NotAttested(${policy.id}, ${b})`, attestations, "withdraw", ...withdrawal(0n, policy, "b"));
      const unknown = { ...policy, id: 99n };
      await refuses(`NotAttested(99, ${a})`, attestations, "withdraw", ...withdrawal(0n, unknown));
    });

    it("works after expiry, revocation and retirement, so that nobody is kept from it", async () => {
      for (const prepare of [
        () => mineAt(chain, time + policy.terms.validity + 1n),
        () => send(revoking(), "revoke", policy.id, a, REASON),
        () => send(as(registries.policies, registries.department), "retire", policy.id),
      ]) {
        const undo = await snapshot(chain);
        await prepare();
        await send(attestations, "withdraw", ...withdrawal(time));
        assert.equal(await isValid(), false);
        await undo();
      }
    });
  });

  describe("revoking", () => {
    beforeEach(() => sendAt(time, "attest", policy.id, item()));

    it("ends the attestation for good, and tells why", async () => {
      const receipt = await send(revoking(), "revoke", policy.id, a, REASON);
      assert.deepEqual(events(attestations, receipt, "Revoked"), [[policy.id, a, REASON]]);
      assert.deepEqual(await recorded(), [time, time, time + policy.terms.validity, false, true]);
      assert.equal(await isValid(), false);
      await atTime(chain, time + 100n);
      await refuses("NothingAccepted()", attestations, "attest", policy.id, item({ now: time + 90n }));
      const both = [...item({ now: time + 90n }), ...item({ holder: "b", now: time + 90n })];
      await send(attestations, "attest", policy.id, both);
      assert.deepEqual([await isValid(), await isValid(policy, pseudonymOf(policy, "b"))], [false, true]);
    });

    it("stays final after a withdrawal", async () => {
      await send(revoking(), "revoke", policy.id, a, REASON);
      await sendAt(time + 50n, "withdraw", ...withdrawal(time));
      await atTime(chain, time + 100n);
      await refuses("NothingAccepted()", attestations, "attest", policy.id, item({ now: time + 90n }));
      assert.deepEqual((await recorded()).slice(3), [true, true]);
    });

    it("refuses where the policy gives no right to it", async () => {
      const stands = await publishPolicy(registries, { policyHash: word("stands"), revocable: false });
      await attest(registries, stands, "a");
      await refuses(`NotRevocable(${stands.id})`, revoking(), "revoke", stands.id, a, REASON);
      assert.equal(await isValid(stands), true);
    });

    it("refuses others than the policy's department, an unknown policy, pseudonyms not attested, and a second time", async () => {
      for (const signer of [chain.signers[0]!, chain.signers[2]!, chain.signers[7]!]) {
        const error = `NotDepartment(${await signer.getAddress()})`;
        await refuses(error, as(attestations, signer), "revoke", policy.id, a, REASON);
      }
      await refuses("UnknownPolicy(99)", revoking(), "revoke", 99n, a, REASON);
      const b = pseudonymOf(policy, "b");
      await refuses(`NotAttested(${policy.id}, ${b})`, revoking(), "revoke", policy.id, b, REASON);
      await send(revoking(), "revoke", policy.id, a, REASON);
      await refuses(`AlreadyRevoked(${policy.id}, ${a})`, revoking(), "revoke", policy.id, a, REASON);
    });
  });

  describe("holders", () => {
    it("show by a proof, in the context that the asker chose, that a pseudonym is theirs", async () => {
      const context = word("context");
      const proof = provePseudonym(policy, "a", context);
      const ask = (id: bigint, pseudonym: bigint, asked: bigint) =>
        read<boolean>(attestations, "isHolder", id, pseudonym, asked, proof);
      assert.equal(await ask(policy.id, a, context), true);
      assert.equal(await ask(policy.id, a, context + 1n), false);
      assert.equal(await ask(policy.id, pseudonymOf(policy, "b"), context), false);
      const other = await publishPolicy(registries, { policyHash: word("other"), scopeId: word("other scope") });
      assert.equal(await ask(other.id, a, context), false);
      const args = [99n, a, context, proof];
      await refusesView("UnknownPolicy(99)", attestations, "isHolder", ...args);
      await refusesView("SignalOutOfRange(0, 3)", attestations, "isHolder", policy.id, a + FIELD, context, proof);
    });
  });
});
