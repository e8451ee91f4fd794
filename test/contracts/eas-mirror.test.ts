import assert from "node:assert/strict";
import { BaseContract, Interface, ZeroAddress, ZeroHash, getCreateAddress, type FunctionFragment } from "ethers";
import hre from "hardhat";
import { as, assertReverts, events, mineAt, now, read, refuses, send } from "./support/chain.ts";
import { deployMirror, deployMirrored, easRequest, mirrorOf, type MirroredRegistries } from "./support/eas.ts";
import { easArtifact, sdk } from "./support/eas-package.ts";
import {
  REASON,
  attest,
  provePseudonym,
  pseudonymOf,
  publishPolicy,
  withdrawalOf,
  type PolicyPlan,
} from "./support/registries.ts";

const SCHEMA = "uint256 policyId,uint256 pseudonym,uint64 provenAt";

describe("EAS mirror", () => {
  let system: MirroredRegistries;
  let policy: PolicyPlan;

  before(async () => {
    system = await deployMirrored();
    policy = await publishPolicy(system);
  });

  /** A fresh holder with an attestation and its record. */
  async function mirrored(holder: string): Promise<{ uid: string; pseudonym: bigint; provenAt: bigint }> {
    const provenAt = await attest(system, policy, holder);
    const pseudonym = pseudonymOf(policy, holder);
    return { uid: await mirrorOf(system.mirror, policy.id, pseudonym), pseudonym, provenAt };
  }

  async function withdraw(holder: string, provenAt: bigint): Promise<void> {
    const proof = provePseudonym(policy, holder, withdrawalOf(system, policy, provenAt));
    await send(system.attestations, "withdraw", policy.id, pseudonymOf(policy, holder), proof);
  }

  const isValid = (uid: string): Promise<boolean> => read(system.mirror, "isValid", uid);
  const service = async () => new sdk.EAS(await system.eas.getAddress()).connect(system.chain.signers[5]!);

  async function schemaRegistry(): Promise<BaseContract> {
    const address = await read<string>(system.eas, "getSchemaRegistry");
    return new BaseContract(address, easArtifact("SchemaRegistry").abi, system.chain.signers[0]);
  }

  it("speaks to the service as the service's own package does", async () => {
    const pairs: [string, Interface][] = [
      ["IEas", new Interface(easArtifact("EAS").abi)],
      ["IEasSchemas", new Interface(easArtifact("SchemaRegistry").abi)],
      ["IEasResolver", new Interface(easArtifact("ISchemaResolver", "resolver/").abi)],
    ];
    const form = (part: FunctionFragment) => `${part.selector} ${part.outputs.map((out) => out.format()).join()}`;
    for (const [name, theirs] of pairs) {
      const ours = new Interface((await hre.artifacts.readArtifact(name)).abi);
      const known = new Set<string>();
      theirs.forEachFunction((part) => known.add(form(part)));
      ours.forEachFunction((part) => assert.ok(known.has(form(part)), part.format("full")));
      if (name === "IEasResolver") assert.equal(known.size, 6);
    }
  });

  it("writes a valid attestation as a record that the service's own SDK reads", async () => {
    const { uid, pseudonym, provenAt } = await mirrored("Ada");
    const eas = await service();
    const record = await eas.getAttestation(uid);
    const [, , expiresAt] = await read<bigint[]>(system.attestations, "attestation", policy.id, pseudonym);
    assert.deepEqual(
      [record.schema, record.attester, record.recipient, record.refUID, record.expirationTime, record.revocable],
      [system.schemaUid, system.mirrorAddress, ZeroAddress, ZeroHash, expiresAt, true],
    );
    assert.equal(await eas.isAttestationValid(uid), true);
    assert.equal(await eas.isAttestationRevoked(uid), false);
    const registered = await new sdk.SchemaRegistry(await read<string>(system.eas, "getSchemaRegistry"))
      .connect(system.chain.signers[5]!)
      .getSchema({ uid: record.schema });
    assert.deepEqual([registered.schema, registered.resolver], [SCHEMA, system.mirrorAddress]);
    const decoded = new sdk.SchemaEncoder(registered.schema).decodeData(record.data);
    assert.deepEqual(
      decoded.map(({ value }) => [value.name, value.value]),
      [
        ["policyId", policy.id],
        ["pseudonym", pseudonym],
        ["provenAt", provenAt],
      ],
    );
    assert.equal(await isValid(uid), true);
    assert.equal(await read(system.mirror, "recordOf", policy.id, pseudonym), uid);
  });

  it("writes nothing of what is not attested, or no longer", async () => {
    const refused = (holder: string) =>
      refuses("NotAttested", system.mirror, "mirror", policy.id, pseudonymOf(policy, holder));
    await refused("nobody");
    await withdraw("Bo", await attest(system, policy, "Bo"));
    await refused("Bo");
    await attest(system, policy, "Cy");
    await send(as(system.attestations, system.department), "revoke", policy.id, pseudonymOf(policy, "Cy"), REASON);
    await refused("Cy");
    const short = await publishPolicy(system, { validity: 60n, policyHash: 5n });
    const time = await attest(system, short, "Di");
    await mineAt(system.chain, time + 3_600n);
    await refuses("NotAttested", system.mirror, "mirror", short.id, pseudonymOf(short, "Di"));
  });

  it("keeps one record of a pseudonym: that of its latest presentation", async () => {
    const first = await mirrored("Eve");
    await refuses(`AlreadyMirrored(${first.uid})`, system.mirror, "mirror", policy.id, first.pseudonym);
    await mineAt(system.chain, (await now(system.chain)) + 10n);
    await attest(system, policy, "Eve");
    assert.equal(await isValid(first.uid), false);
    const receipt = await send(system.mirror, "mirror", policy.id, first.pseudonym);
    assert.deepEqual(events(system.mirror, receipt, "Retracted"), [[policy.id, first.pseudonym, first.uid]]);
    const eas = await service();
    assert.equal(await eas.isAttestationRevoked(first.uid), true);
    const second = await read<string>(system.mirror, "recordOf", policy.id, first.pseudonym);
    assert.deepEqual([await eas.isAttestationRevoked(second), await isValid(second)], [false, true]);
  });

  it("says no as soon as the registry does, and lets anyone revoke the record", async () => {
    const { uid, pseudonym, provenAt } = await mirrored("Fay");
    const anyone = as(system.mirror, system.chain.signers[7]!);
    await refuses(`StillValid(${uid})`, anyone, "retract", uid);
    await withdraw("Fay", provenAt);
    const eas = await service();
    assert.deepEqual([await isValid(uid), await eas.isAttestationRevoked(uid)], [false, false]);
    const receipt = await send(anyone, "retract", uid);
    assert.deepEqual(events(system.mirror, receipt, "Retracted"), [[policy.id, pseudonym, uid]]);
    assert.equal(await eas.isAttestationRevoked(uid), true);
    assert.equal(await read(system.mirror, "recordOf", policy.id, pseudonym), ZeroHash);
    await refuses(`AlreadyRetracted(${uid})`, anyone, "retract", uid);
    await mineAt(system.chain, (await now(system.chain)) + 10n);
    const again = await mirrored("Fay");
    assert.equal(await isValid(again.uid), true);
    assert.notEqual(again.uid, uid);
  });

  it("takes back what the department revoked, and what has expired", async () => {
    const revoked = await mirrored("Gil");
    await send(as(system.attestations, system.department), "revoke", policy.id, revoked.pseudonym, REASON);
    await send(system.mirror, "retract", revoked.uid);
    const short = await publishPolicy(system, { validity: 60n, policyHash: 6n });
    const time = await attest(system, short, "Gil");
    const uid = await mirrorOf(system.mirror, short.id, pseudonymOf(short, "Gil"));
    await mineAt(system.chain, time + 3_600n);
    await send(system.mirror, "retract", uid);
  });

  it("T041: is the only one who makes or revokes records of its schema", async () => {
    const { uid, pseudonym, provenAt } = await mirrored("Hal");
    const eas = as(system.eas, system.chain.signers[6]!);
    const request = easRequest(system.schemaUid, [policy.id, pseudonym, provenAt]);
    await refuses("InvalidAttestation", eas, "attest", request);
    await refuses("InvalidAttestation", eas, "multiAttest", [{ schema: request.schema, data: [request.data] }]);
    await refuses("InvalidAttestations", eas, "multiAttest", [
      { schema: request.schema, data: [request.data, request.data] },
    ]);
    const signature = { v: 27, r: REASON, s: REASON };
    const delegated = { ...request, signature, attester: system.mirrorAddress, deadline: 0n };
    await refuses("InvalidSignature", eas, "attestByDelegation", delegated);
    await refuses("AccessDenied", eas, "revoke", { schema: system.schemaUid, data: { uid, value: 0n } });
    assert.equal(await isValid(uid), true);
  });

  it("does not touch records of others", async () => {
    const eas = as(system.eas, system.chain.signers[6]!);
    const registered = await send(await schemaRegistry(), "register", SCHEMA, ZeroAddress, true);
    const receipt = await send(eas, "attest", easRequest(registered.logs[0]!.topics[1]!, [policy.id, 1n, 1n]));
    const foreign = events(system.eas, receipt, "Attested")[0]![2] as string;
    assert.equal(await isValid(foreign), false);
    await refuses(`NotMirrored(${foreign})`, system.mirror, "retract", foreign);
    await refuses(`NotMirrored(${REASON})`, system.mirror, "retract", REASON);
  });

  it("stands even where someone registered its schema first", async () => {
    const deployer = system.chain.signers[0]!;
    const from = await deployer.getAddress();
    const nonce = await deployer.getNonce();
    const resolver = getCreateAddress({ from, nonce: nonce + 1 });
    const data = new Interface(easArtifact("SchemaRegistry").abi).encodeFunctionData("register", [
      SCHEMA,
      resolver,
      true,
    ]);
    await deployer.sendTransaction({ to: await read<string>(system.eas, "getSchemaRegistry"), data });
    const { mirror, mirrorAddress } = await deployMirror(system, system.eas);
    assert.equal(mirrorAddress, resolver);
    await attest(system, policy, "Ivy");
    const uid = await mirrorOf(mirror, policy.id, pseudonymOf(policy, "Ivy"));
    assert.equal(await read(mirror, "isValid", uid), true);
  });

  it("takes no wei", async () => {
    await assertReverts("no reason", system.mirror.interface, () =>
      system.chain.signers[0]!.sendTransaction({ to: system.mirrorAddress, value: 1n, gasLimit: 100_000n }),
    );
    assert.equal(await read(system.mirror, "isPayable"), false);
  });
});
