import assert from "node:assert/strict";
import { keccak256, toUtf8Bytes, type BaseContract } from "ethers";
import { FIELD } from "../../src/crypto/field.ts";
import { parsePolicy } from "../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { POLICY } from "../protocol/credential/fixtures.ts";
import { as, events, now, openChain, read, readFields, refuses, refusesView, send, snapshot } from "./support/chain.ts";
import {
  DEPARTMENT,
  OTHER_DEPARTMENT,
  deployRegistries,
  publishPolicy,
  termsOf,
  word,
  type PolicyTerms,
  type Registries,
} from "./support/registries.ts";

const TEXT = '{"format":"psephos.policy/1","title":{"en":"Subsidy","zh":"补贴"}}';

/** Field of the terms, field of the policy file, lowest and highest value. */
const BOUNDS = [
  ["maxStatusAge", "maxStatusAgeSeconds", 60n, 365n * 86_400n],
  ["maxClockSkew", "maxClockSkewSeconds", 10n, 86_400n],
  ["validity", "validitySeconds", 60n, 3660n * 86_400n],
] as const;

describe("PolicyRegistry", () => {
  let registries: Registries;
  let policies: BaseContract;
  let back: () => Promise<void>;

  before(async () => {
    registries = await deployRegistries({ chain: await openChain() });
    policies = as(registries.policies, registries.department);
  });
  beforeEach(async () => {
    back = await snapshot(registries.chain);
  });
  afterEach(() => back());

  const publishes = (changes: Partial<PolicyTerms>) => send(policies, "publish", termsOf(changes), TEXT);
  const refusesTerms = (error: string, changes: Partial<PolicyTerms>) =>
    refuses(error, policies, "publish", termsOf(changes), TEXT);

  it("numbers policies from 1, keeps their terms and tells their text", async () => {
    const changes = { circuit: 2, lapses: true, revocable: false };
    const receipt = await publishes(changes);
    const at = await now(registries.chain);
    const terms = Object.values(termsOf({ ...changes, circuit: 2n as never }));
    const [told] = events(policies, receipt, "PolicyPublished");
    assert.deepEqual([told![0], told![1], [...(told![2] as unknown[])], told![3]], [1n, DEPARTMENT, terms, TEXT]);
    assert.deepEqual(await readFields(policies, "policy", 1n), [terms, keccak256(toUtf8Bytes(TEXT)), at, false]);
    await publishes({ policyHash: word("next version") });
    assert.equal(await read(policies, "policyCount"), 2n);
    assert.equal((await read<{ terms: PolicyTerms }>(policies, "policy", 2n)).terms.policyHash, word("next version"));
  });

  it("tells the part that accepting a presentation needs", async () => {
    await publishes({ circuit: 1, lapses: true, revocable: false });
    const { maxStatusAge, maxClockSkew, validity } = termsOf();
    const at = await now(registries.chain);
    const packed = maxStatusAge | (maxClockSkew << 32n) | (validity << 64n) | (at << 96n) | (1n << 160n) | (1n << 168n);
    assert.equal(await read(policies, "rules", 1n), packed);
    await send(policies, "retire", 1n);
    assert.equal(await read(policies, "rules", 1n), packed | (1n << 170n));
    await publishes({ policyHash: word("revocable") });
    assert.equal((await read<bigint>(policies, "rules", 2n)) >> 160n, 1n << 9n);
  });

  it("refuses to show a policy that was never published", async () => {
    await publishPolicy(registries);
    for (const id of [0n, 2n]) {
      await refusesView(`UnknownPolicy(${id})`, policies, "policy", id);
      await refusesView(`UnknownPolicy(${id})`, policies, "rules", id);
      await refuses(`UnknownPolicy(${id})`, policies, "retire", id);
    }
  });

  it("refuses a policy of another department than the sender's, and of none", async () => {
    const sender = await registries.department.getAddress();
    await refusesTerms(`NotDepartment(${sender})`, { departmentId: OTHER_DEPARTMENT });
    await refusesTerms(`NotDepartment(${sender})`, { departmentId: 5n });
    const stranger = as(policies, registries.chain.signers[3]!);
    await refuses("NotDepartment", stranger, "publish", termsOf(), TEXT);
  });

  it("follows the department to its new account, also for policies of the old one", async () => {
    const { id } = await publishPolicy(registries);
    const next = registries.chain.signers[5]!;
    await send(registries.issuers, "setAccount", DEPARTMENT, await next.getAddress());
    await refuses("NotDepartment", policies, "retire", id);
    await refusesTerms("NotDepartment", { policyHash: word("later") });
    await send(as(policies, next), "retire", id);
  });

  it("T039: refuses a scope or hash that is 0 or not below r", async () => {
    for (const field of ["scopeId", "policyHash"] as const) {
      for (const value of [0n, FIELD, FIELD + 1n, (1n << 256n) - 1n]) {
        await refusesTerms(`TermOutOfRange(${value})`, { [field]: value });
      }
      await publishes({ policyHash: word(field), [field]: FIELD - 1n });
    }
  });

  for (const [field, fileField, min, max] of BOUNDS) {
    it(`takes a ${field} of ${min} to ${max} seconds alone, as policy files do`, async () => {
      const fits = (seconds: bigint) => () => parsePolicy({ ...POLICY, [fileField]: Number(seconds) }, SCHEMAS);
      for (const seconds of [min, max]) {
        fits(seconds)();
        await publishes({ policyHash: word(`${field} ${seconds}`), [field]: seconds });
      }
      for (const seconds of [0n, min - 1n, max + 1n, (1n << 32n) - 1n]) {
        assert.throws(fits(seconds));
        await refusesTerms(`SecondsOutOfRange(${seconds}, ${min}, ${max})`, { [field]: seconds });
      }
    });
  }

  it("takes a text of 1 to 16,384 bytes", async () => {
    await refuses("TextLengthOutOfRange(0)", policies, "publish", termsOf(), "");
    await refuses("TextLengthOutOfRange(16385)", policies, "publish", termsOf(), "a".repeat(16_385));
    await refuses("TextLengthOutOfRange(16386)", policies, "publish", termsOf(), "补".repeat(5462));
    await send(policies, "publish", termsOf(), "a".repeat(16_384));
    await send(policies, "publish", termsOf({ policyHash: 1n }), "a");
  });

  it("refuses a circuit that there is not", async () => {
    await refusesTerms("no reason", { circuit: 3 });
  });

  it("refuses a department's second policy with one hash; another department's is its own matter", async () => {
    await publishes({});
    await refusesTerms("PolicyAlreadyPublished(1)", { scopeId: word("another scope") });
    await send(policies, "retire", 1n);
    await refusesTerms("PolicyAlreadyPublished(1)", {});
    const other = as(policies, registries.chain.signers[2]!);
    await send(other, "publish", termsOf({ departmentId: OTHER_DEPARTMENT }), TEXT);
    assert.equal(await read(policies, "policyCount"), 2n);
  });

  it("retires a policy once, and changes nothing else of it", async () => {
    const { id } = await publishPolicy(registries);
    const before = await readFields(policies, "policy", id);
    const receipt = await send(policies, "retire", id);
    assert.deepEqual(events(policies, receipt, "PolicyRetired"), [[id]]);
    assert.deepEqual(await readFields(policies, "policy", id), before.with(3, true));
    await refuses(`RetiredPolicy(${id})`, policies, "retire", id);
  });
});
