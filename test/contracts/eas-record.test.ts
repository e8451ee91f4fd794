import assert from "node:assert/strict";
import { AbiCoder, Contract, ZeroAddress, ZeroHash, type BaseContract } from "ethers";
import { openEasMirror, type EasMirror } from "../../src/chain/eas.ts";
import { ABI } from "../../src/generated/abi.ts";
import type { Chain } from "../../src/chain/contracts.ts";
import { isPsephosError } from "../../src/errors.ts";
import { checkEasRecord, type EasFault } from "../../src/roles/verifier/eas-record.ts";
import { mineAt, now, read, send } from "./support/chain.ts";
import { deployMirror } from "./support/eas.ts";
import {
  REASON,
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

const OTHER = `0x${"77".repeat(20)}`;

/** Both readers of records, the contract and the role, on a service that holds what the real one would never make. */
describe("record of the Attestation Service", () => {
  let registries: Registries;
  let policy: PolicyPlan;
  let service: BaseContract;
  let contract: BaseContract;
  let chain: Chain;
  let mirror: EasMirror;
  let right: Record<string, unknown>;
  let count = 0;

  before(async () => {
    registries = await deployRegistries();
    policy = await publishPolicy(registries);
    service = await registries.chain.deployCode(compileHarness("FakeEas"));
    const deployed = await deployMirror(registries, service);
    contract = deployed.mirror;
    const { provider } = registries.chain.signers[0]!;
    const { attestations } = registries.addresses;
    chain = {
      provider,
      deployment: { addresses: { attestations } },
      contracts: { attestations: new Contract(attestations, ABI.AttestationRegistry, provider) },
    } as unknown as Chain;
    mirror = await openEasMirror(chain, deployed.mirrorAddress);
    assert.equal(mirror.schemaUid, deployed.schemaUid);
    right = {
      schema: deployed.schemaUid,
      time: await now(registries.chain),
      revocationTime: 0n,
      refUID: ZeroHash,
      recipient: ZeroAddress,
      attester: deployed.mirrorAddress,
      revocable: true,
      ...(await attested("Ada")),
    };
  });

  async function attested(holder: string): Promise<{ data: string; expirationTime: bigint }> {
    const provenAt = await attest(registries, policy, holder);
    const pseudonym = pseudonymOf(policy, holder);
    const data = contentOf([policy.id, pseudonym, provenAt]);
    const [, , expirationTime] = await read<bigint[]>(registries.attestations, "attestation", policy.id, pseudonym);
    return { data, expirationTime: expirationTime! };
  }

  function contentOf(content: readonly bigint[]): string {
    return AbiCoder.defaultAbiCoder().encode(["uint256", "uint256", "uint64"], content);
  }

  async function put(changes: object = {}): Promise<string> {
    const uid = `0x${(++count).toString(16).padStart(64, "0")}`;
    await send(service, "put", { ...right, ...changes, uid });
    return uid;
  }

  async function assertFault(uid: string, fault: EasFault): Promise<void> {
    assert.equal(await read(contract, "isValid", uid), false);
    assert.deepEqual(await checkEasRecord({ chain, mirror, uid }), { isValid: false, fault });
  }

  it("T041: counts when all is right, and names whom it speaks of", async () => {
    const uid = await put();
    assert.equal(await read(contract, "isValid", uid), true);
    assert.deepEqual(await checkEasRecord({ chain, mirror, uid }), {
      isValid: true,
      expiresAt: Number(right["expirationTime"]),
      policyId: policy.id,
      pseudonym: pseudonymOf(policy, "Ada"),
    });
  });

  const wrong: [EasFault, () => object | Promise<object>][] = [
    ["schema", () => ({ schema: REASON })],
    ["attester", () => ({ attester: OTHER })],
    ["recipient", () => ({ recipient: OTHER })],
    ["reference", () => ({ refUID: REASON })],
    ["expired", async () => ({ expirationTime: await now(registries.chain) })],
    ["revoked", async () => ({ revocationTime: await now(registries.chain) })],
  ];
  for (const [fault, changes] of wrong) {
    it(`T041: does not count if only this is wrong: ${fault}`, async () => {
      await assertFault(await put(await changes()), fault);
    });
  }

  it("T041: does not count from the second of expiry on, and counts in the second before", async () => {
    const expirationTime = (await now(registries.chain)) + 100n;
    const uid = await put({ expirationTime });
    await mineAt(registries.chain, expirationTime - 1n);
    assert.equal((await checkEasRecord({ chain, mirror, uid })).isValid, true);
    await mineAt(registries.chain, expirationTime);
    await assertFault(uid, "expired");
  });

  it("does not count if there is none, or one that never expires", async () => {
    await assertFault(`0x${"99".repeat(32)}`, "missing");
    await assertFault(await put({ expirationTime: 0n }), "expired");
  });

  it("does not count if the registry knows better: never attested, proven at another time, withdrawn", async () => {
    const nobody = contentOf([policy.id, pseudonymOf(policy, "nobody"), 1n]);
    await assertFault(await put({ data: nobody }), "not in the registry");
    const provenAt = await attest(registries, policy, "Bo");
    const pseudonym = pseudonymOf(policy, "Bo");
    await assertFault(await put({ data: contentOf([policy.id, pseudonym, provenAt - 1n]) }), "not in the registry");
    const uid = await put({ data: contentOf([policy.id, pseudonym, provenAt]) });
    assert.equal((await checkEasRecord({ chain, mirror, uid })).isValid, true);
    const proof = provePseudonym(policy, "Bo", withdrawalOf(registries, policy, provenAt));
    await send(registries.attestations, "withdraw", policy.id, pseudonym, proof);
    await assertFault(uid, "not in the registry");
  });

  it("is refused with an error if it does not hold what its schema says", async () => {
    const uid = await put({ data: "0x01" });
    await assert.rejects(checkEasRecord({ chain, mirror, uid }), (error) => isPsephosError(error, "CHAIN_UNSUPPORTED"));
  });

  it("is not read through a mirror of other attestations", async () => {
    const addresses = { attestations: OTHER };
    const other = { ...chain, deployment: { ...chain.deployment, addresses } } as unknown as Chain;
    await assert.rejects(openEasMirror(other, mirror.address), (error) =>
      isPsephosError(error, "DEPLOYMENT_UNTRUSTED"),
    );
  });
});
