import assert from "node:assert/strict";
import { AbiCoder, keccak256, type BaseContract } from "ethers";
import { actionContext } from "../../src/protocol/credential/context.ts";
import { openChain, mineAt, now, read, refuses, send, snapshot } from "./support/chain.ts";
import {
  attest,
  deployRegistries,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  withdrawalOf,
  type PolicyPlan,
  type Registries,
} from "./support/registries.ts";
import { compileHarness } from "./support/twin.ts";

describe("RequiresAttestation", () => {
  let registries: Registries;
  let policy: PolicyPlan;
  let office: BaseContract;
  let address: string;
  let provenAt: bigint;
  let a: bigint;
  let back: () => Promise<void>;

  before(async () => {
    registries = await deployRegistries({ chain: await openChain() });
    policy = await publishPolicy(registries);
    const place = [registries.addresses.attestations, policy.id];
    office = await registries.chain.deployCode(compileHarness("HousingOffice"), ...place);
    address = await office.getAddress();
    provenAt = await attest(registries, policy, "a", "b");
    a = pseudonymOf(policy, "a");
  });
  beforeEach(async () => {
    back = await snapshot(registries.chain);
  });
  afterEach(() => back());

  const actionOf = (flat: bigint) =>
    keccak256(AbiCoder.defaultAbiCoder().encode(["string", "uint256"], ["take", flat]));
  const agree = (flat: bigint, changes: { holder?: string; contract?: string; chainId?: bigint } = {}) => {
    const { holder = "a", contract = address, chainId = registries.chain.chainId } = changes;
    return provePseudonym(policy, holder, actionContext({ chainId, contract, action: actionOf(flat) }));
  };
  const lapses = () => `NotAttested(${policy.id}, ${a})`;

  it("lets a call pass for a pseudonym that is attested, and for no other one", async () => {
    await send(office, "reserve", a, 7n);
    assert.equal(await read(office, "flatOf", a), 7n);
    const stranger = pseudonymOf(policy, "stranger");
    await refuses(`NotAttested(${policy.id}, ${stranger})`, office, "reserve", stranger, 7n);
  });

  it("lets the holder of an attested pseudonym agree to one action, once", async () => {
    await send(office, "take", a, 7n, agree(7n));
    assert.equal(await read(office, "flatOf", a), 7n);
    await refuses(`ActionRepeated(${a}, ${actionOf(7n)})`, office, "take", a, 7n, agree(7n));
    await send(office, "take", a, 8n, agree(8n));
    const b = pseudonymOf(policy, "b");
    await send(office, "take", b, 7n, agree(7n, { holder: "b" }));
  });

  it("refuses proofs of other holders, for other actions, contracts, chains or contexts", async () => {
    const wrong = [
      agree(7n, { holder: "b" }),
      agree(8n),
      agree(7n, { contract: registries.addresses.attestations }),
      agree(7n, { chainId: 31338n }),
      provePseudonym(policy, "a", withdrawalOf(registries, policy, provenAt)),
    ];
    for (const proof of wrong) await refuses(`NotHolder(${a})`, office, "take", a, 7n, proof);
    assert.equal(await read(office, "flatOf", a), 0n);
    await send(office, "take", a, 7n, agree(7n));
  });

  it("T041: refuses everything once the attestation has ended, be it by expiry, withdrawal or revocation", async () => {
    const withdrawal = provePseudonym(policy, "a", withdrawalOf(registries, policy, provenAt));
    const revoking = registries.attestations.connect(registries.department);
    const ends = [
      async () => mineAt(registries.chain, (await now(registries.chain)) + policy.terms.validity),
      () => send(registries.attestations, "withdraw", policy.id, a, withdrawal),
      () => send(revoking, "revoke", policy.id, a, `0x${"00".repeat(32)}`),
    ];
    for (const end of ends) {
      const undo = await snapshot(registries.chain);
      await end();
      await refuses(lapses(), office, "reserve", a, 7n);
      await refuses(lapses(), office, "take", a, 7n, agree(7n));
      await undo();
    }
  });
});
