import assert from "node:assert/strict";
import { ContractFactory, ZeroHash, keccak256, toUtf8Bytes } from "ethers";
import { connectAccount, developmentAccount } from "../../src/chain/accounts.ts";
import { attest, revokeAttestation } from "../../src/chain/attestations.ts";
import {
  deployEasMirror,
  mirrorAttestation,
  openEasMirror,
  retractEasRecord,
  type EasMirror,
} from "../../src/chain/eas.ts";
import { readTrustRoot, registerDepartment, registerIssuerKey } from "../../src/chain/issuers.ts";
import { publishPolicy } from "../../src/chain/policies.ts";
import { latestTime } from "../../src/chain/time.ts";
import { attestationContext } from "../../src/protocol/credential/context.ts";
import type { PolicyHash } from "../../src/protocol/credential/policy-hash.ts";
import { checkEasRecord } from "../../src/roles/verifier/eas-record.ts";
import { easArtifact, sdk } from "../contracts/support/eas-package.ts";
import { simulatedKey } from "../../scripts/bench/simulated.ts";
import { ISSUER } from "../protocol/credential/fixtures.ts";
import { startTestChain, type TestChain } from "./setup.ts";

const POLICY_HASH = 41n as PolicyHash;
const PSEUDONYM = 42n;
const REASON = keccak256(toUtf8Bytes("decision 17"));

describe("EAS mirror, on a chain of its own", () => {
  const key = simulatedKey({ name: "presentation-plain", signalCount: 6 });
  const department = developmentAccount(1);
  const anyone = developmentAccount(2);
  let test: TestChain;
  let mirror: EasMirror;
  let policyId: bigint;

  before(async () => {
    test = await startTestChain({ keys: { "presentation-plain": key.verifyingKey } });
    const { chain, organizer: account } = test;
    const did = "did:web:housing.example";
    const { departmentId } = await registerDepartment({ chain, account, did, departmentAccount: department.address });
    const endsAt = (await latestTime(chain)) + 86_400;
    const issuer = { departmentId, schemaHash: 5n, epoch: 1, endsAt, certificateHash: REASON };
    const status = { statusRoot: 6n, listsHash: REASON };
    await registerIssuerKey({ chain, account, key: { ...issuer, publicKey: ISSUER.publicKey }, status });
    const terms = { departmentId, scopeId: 7n, policyHash: POLICY_HASH, circuit: "presentation-plain" } as const;
    const times = { maxStatusAge: 86_400, maxClockSkew: 3_600, validity: 86_400, lapses: false, revocable: true };
    ({ policyId } = await publishPolicy({ chain, account: department, terms: { ...terms, ...times }, text: "{}" }));
    mirror = await deployEasMirror({ chain, account, eas: await deployEas(test) });
  });

  after(() => test.end());

  async function present(): Promise<void> {
    const { chain } = test;
    const contract = test.deployment.addresses.attestations;
    const context = attestationContext({ chainId: BigInt(chain.chainId), contract, policyId });
    const own = [await readTrustRoot(chain), BigInt(await latestTime(chain)), PSEUDONYM, 0n];
    const proof = key.prove({ signals: [POLICY_HASH, context, ...own], salt: "presentation" });
    await attest({ chain, account: anyone, policyId, items: [[...proof, ...own]] });
  }

  it("makes a record that the service's SDK and ours read, and takes it back when the attestation ends", async () => {
    const { chain } = test;
    const attested = { policyId, pseudonym: PSEUDONYM };
    const ask = { chain, account: anyone, mirror, ...attested };
    await assert.rejects(mirrorAttestation(ask), { code: "CONTRACT_REFUSED", message: /no valid attestation/ });
    await present();
    const { uid } = await mirrorAttestation(ask);
    await assert.rejects(mirrorAttestation(ask), { code: "ALREADY_DONE" });

    const eas = new sdk.EAS(mirror.eas.target as string).connect(chain.provider);
    assert.equal(await eas.isAttestationValid(uid), true);
    assert.equal((await eas.getAttestation(uid)).attester.toLowerCase(), mirror.address);
    const reopened = await openEasMirror(chain, mirror.address);
    const verdict = await checkEasRecord({ chain, mirror: reopened, uid });
    assert.ok(verdict.isValid);
    assert.deepEqual([verdict.policyId, verdict.pseudonym], [policyId, PSEUDONYM]);

    const retract = (which: string) => retractEasRecord({ chain, account: anyone, mirror, uid: which });
    await assert.rejects(retract(uid), { code: "CONTRACT_REFUSED", message: /valid still/ });
    await assert.rejects(retract(ZeroHash), { code: "CONTRACT_REFUSED", message: /none of this mirror's/ });
    await revokeAttestation({ chain, account: department, ...attested, reason: REASON });
    assert.deepEqual(await checkEasRecord({ chain, mirror, uid }), { isValid: false, fault: "not in the registry" });
    await retract(uid);
    assert.deepEqual(await checkEasRecord({ chain, mirror, uid }), { isValid: false, fault: "revoked" });
    assert.equal(await eas.isAttestationRevoked(uid), true);
    await assert.rejects(retract(uid), { code: "ALREADY_DONE" });
  });
});

/** The real service, as its package brings it compiled. */
async function deployEas({ chain, organizer }: TestChain): Promise<string> {
  const account = connectAccount(organizer, chain);
  const deploy = async (name: string, ...args: unknown[]): Promise<string> => {
    const { abi, bytecode } = easArtifact(name);
    const contract = await new ContractFactory(abi, bytecode, account).deploy(...args);
    await contract.waitForDeployment();
    return contract.getAddress();
  };
  return deploy("EAS", await deploy("SchemaRegistry"));
}
