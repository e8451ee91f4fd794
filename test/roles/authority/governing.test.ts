import assert from "node:assert/strict";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import {
  approveCall,
  authorityAt,
  deployAuthority,
  executeCall,
  readMembers,
  readProposal,
} from "../../../src/chain/authority.ts";
import { attach, type Chain } from "../../../src/chain/contracts.ts";
import { deployContracts } from "../../../src/chain/deployments.ts";
import { readDepartments, readIssuerKeysRemoved } from "../../../src/chain/issuer-events.ts";
import { readDepartmentAccount, readIssuerKey, readTrustRoot } from "../../../src/chain/issuers.ts";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import { readTrust } from "../../../src/chain/trust.ts";
import { hashText } from "../../../src/protocol/credential/tags.ts";
import { carryOut, type CarriedOut } from "../../../src/roles/authority/carry-out.ts";
import { registerDepartmentCall, registerKeyCall, removeKeyCall } from "../../../src/roles/authority/governor-calls.ts";
import { ISSUER, RESIDENT, VERIFIER } from "../../protocol/credential/fixtures.ts";
import { developmentKeys, startTestChain, type TestChain } from "../../chain/setup.ts";

const DID = "did:web:residents.example";
const departmentId = hashText(DID);
const status = { statusRoot: 5n, listsHash: `0x${"11".repeat(32)}` };

describe("the governing authority", () => {
  let test: TestChain;
  before(async () => {
    test = await startTestChain();
  });
  after(() => test.end());

  const keyFor = async (chain: Chain, changes: object = {}) => ({
    ...{ departmentId, schemaHash: RESIDENT.hash, epoch: 1, endsAt: (await latestTime(chain)) + 1000 },
    ...{ certificateHash: `0x${"c5".repeat(32)}`, publicKey: ISSUER.publicKey },
    ...changes,
  });
  const department = { did: DID, departmentAccount: developmentAccount(1).address };

  it("registers a department and its key by one account, which the trust tree then holds", async () => {
    const { chain, organizer: account } = test;
    assert.deepEqual(await readTrust(chain), { tree: undefined, keys: [], block: (await readTrust(chain)).block });
    const key = await keyFor(chain);
    await assert.rejects(registerKeyCall({ chain, key, status }), { code: "CONTRACT_REFUSED", message: /department/ });
    await carryOut({ chain, account, call: await registerDepartmentCall({ chain, ...department }) });
    await assert.rejects(registerDepartmentCall({ chain, ...department }), { code: "ALREADY_DONE" });
    await carryOut({ chain, account, call: await registerKeyCall({ chain, key, status }) });

    const { tree, keys } = await readTrust(chain);
    assert.equal(tree?.root, await readTrustRoot(chain));
    const [trusted] = keys;
    assert.deepEqual([trusted?.did, trusted?.statusRoot, trusted?.listsHash], [DID, 5n, status.listsHash]);
    assert.deepEqual(trusted?.issuerKey, ISSUER.publicKey);
    assert.equal((await readIssuerKey(chain, 0)).removed, false);
  });

  it("refuses what makes no sense before anything is sent", async () => {
    const { chain } = test;
    const register = (changes: object) => registerDepartmentCall({ chain, ...department, ...changes });
    const registerKey = async (changes: object) =>
      registerKeyCall({ chain, key: await keyFor(chain, changes), status });
    await assert.rejects(register({ did: "https://residents.example" }), { code: "ARGUMENT_INVALID" });
    await assert.rejects(register({ did: "did:web:a.example", departmentAccount: "0x12" }), {
      code: "ARGUMENT_INVALID",
    });
    await assert.rejects(registerKey({ publicKey: [0n, 1n] }), { code: "POINT_INVALID" });
    await assert.rejects(registerKey({ endsAt: 5 }), { code: "TIMES_INVALID" });
  });

  it("is asked by nobody else", async () => {
    const { chain } = test;
    const call = await removeKeyCall({ chain, keyIndex: 0, compromised: false });
    await assert.rejects(carryOut({ chain, account: developmentAccount(5), call }), { code: "ACCOUNT_REFUSED" });
  });

  it("takes a key out, once; the tree keeps its place empty", async () => {
    const { chain, organizer: account } = test;
    const second = await keyFor(chain, { epoch: 2, publicKey: VERIFIER.publicKey });
    await carryOut({ chain, account, call: await registerKeyCall({ chain, key: second, status }) });
    await carryOut({ chain, account, call: await removeKeyCall({ chain, keyIndex: 0, compromised: false }) });
    await assert.rejects(removeKeyCall({ chain, keyIndex: 0, compromised: false }), { code: "ALREADY_DONE" });
    const { keys } = await readTrust(chain);
    assert.deepEqual([keys[0], keys[1]?.epoch], [undefined, 2]);
    const [removal] = await readIssuerKeysRemoved(chain);
    assert.deepEqual([removal?.keyIndex, removal?.compromised], [0, false]);
  });

  it("is not needed to take out a key that has ended, unless that was compromised", async () => {
    const { chain } = test;
    const stranger = developmentAccount(5);
    const remove = async (compromised: boolean) =>
      carryOut({ chain, account: stranger, call: await removeKeyCall({ chain, keyIndex: 1, compromised }) });
    await assert.rejects(remove(false), { code: "ACCOUNT_REFUSED" });
    await advanceTo(chain, (await readIssuerKey(chain, 1)).endsAt);
    await assert.rejects(remove(true), { code: "ACCOUNT_REFUSED" });
    assert.equal((await remove(false)).state, "done");
    assert.deepEqual((await readTrust(chain)).keys, [undefined, undefined]);
  });

  it("decides by two of three members, who approve the very call", async () => {
    const { connection, organizer } = test;
    const members = [6, 7, 8].map((index) => developmentAccount(index));
    const addresses = members.map(({ address }) => address);
    const governor = await deployAuthority({ connection, account: organizer, members: addresses, threshold: 2 });
    const keys = await developmentKeys();
    const deployment = await deployContracts({ connection, account: organizer, keys, phase: "development", governor });
    const chain = await attach(connection, deployment);
    const authority = authorityAt(chain, governor);
    assert.deepEqual(await readMembers(authority), { members: addresses, threshold: 2 });

    const [ada, ben, cyd] = members as [(typeof members)[0], (typeof members)[0], (typeof members)[0]];
    const call = await registerDepartmentCall({ chain, ...department });
    await assert.rejects(carryOut({ chain, account: developmentAccount(9), call }), { code: "CONTRACT_REFUSED" });
    const proposed = (await carryOut({ chain, account: ada, call })) as Extract<CarriedOut, { state: "proposed" }>;
    assert.equal(proposed.state, "proposed");
    const decision = { chain, authority, proposalId: proposed.proposalId, call: proposed.call };
    await assert.rejects(executeCall({ ...decision, account: ada }), { code: "CONTRACT_REFUSED" });
    const swapped = { ...proposed.call, data: proposed.call.data.replace(/..$/, "ff") };
    await assert.rejects(approveCall({ ...decision, call: swapped, account: ben }), { code: "CONTRACT_REFUSED" });
    await approveCall({ ...decision, account: ben });
    assert.equal(await readDepartmentAccount(chain, departmentId), undefined);
    await executeCall({ ...decision, account: cyd });
    assert.equal(await readDepartmentAccount(chain, departmentId), department.departmentAccount);
    const { approvals, executed } = await readProposal(authority, proposed.proposalId);
    assert.deepEqual([approvals, executed], [2, true]);
    assert.deepEqual((await readDepartments(chain)).map(({ did }) => did), [DID]); // prettier-ignore
  });
});
