import assert from "node:assert/strict";
import { Wallet, type Provider, type TransactionRequest } from "ethers";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { attach, read } from "../../src/chain/contracts.ts";
import { deployContracts, parseDeployment, readDeployment, writeDeployment } from "../../src/chain/deployments.ts";
import { readGovernor } from "../../src/chain/issuers.ts";
import { CIRCUIT_NAMES } from "../../src/generated/signals.ts";
import { CONTRACT_KEYS } from "../../src/protocol/contract-keys.ts";
import { developmentKeys, startTestChain, temporaryFolder, type TestChain } from "./setup.ts";

describe("deploying the contracts", () => {
  let test: TestChain;
  let folder: string;
  before(async () => {
    folder = temporaryFolder();
    test = await startTestChain();
  });
  after(async () => {
    await test.end();
    rmSync(folder, { recursive: true });
  });

  it("registers every circuit's key under its own id, as it was built", async () => {
    const keys = await developmentKeys();
    const { keyIds } = test.deployment;
    assert.equal(new Set(Object.values(keyIds)).size, CIRCUIT_NAMES.length);
    for (const circuit of CIRCUIT_NAMES) {
      const onChain = await test.chain.contracts.verifier.verifyingKey(keyIds[circuit]);
      assert.deepEqual([...onChain.ic], keys[circuit].ic);
      assert.equal(onChain.circuitHash, keys[circuit].circuitHash);
    }
    assert.equal(await test.chain.contracts.elections.ballotKeyId(4), keyIds["ballot-4"]);
    assert.equal(await test.chain.contracts.elections.decryptionKeyId(8), keyIds["decryption-8"]);
    assert.equal(await test.chain.contracts.ceremonies.dealingKeyId(), keyIds.dealing);
    const { attestations, enrolments } = test.chain.contracts;
    for (const contract of [attestations, enrolments]) {
      assert.equal(await read({ contract, name: "presentationKeyId", args: [0] }), keyIds["presentation-plain"]);
      assert.equal(await read({ contract, name: "presentationKeyId", args: [1] }), keyIds.presentation);
    }
    assert.equal(await read({ contract: attestations, name: "pseudonymKeyId" }), keyIds.pseudonym);
  });

  it("makes the deploying account the governor, unless told", async () => {
    assert.equal(await readGovernor(test.chain), test.organizer.address);
    const { connection, organizer: account } = test;
    const governor = developmentAccount(3).address;
    const steps: number[] = [];
    const deployment = await deployContracts({
      ...{ connection, account, keys: await developmentKeys(), governor },
      phase: "development",
      onProgress: ({ done, total }) => steps.push(done, total),
    });
    assert.equal(await readGovernor(await attach(connection, deployment)), governor);
    const total = CONTRACT_KEYS.length + CIRCUIT_NAMES.length;
    assert.deepEqual(steps, Array.from({ length: total }, (_, index) => [index + 1, total]).flat());
  });

  it("deploys also when somebody registers the first key a moment earlier", async () => {
    const { connection } = test;
    const attacker = developmentAccount(5).connect(connection.provider);
    let isAhead = false;
    class Overtaken extends Wallet {
      override connect(provider: Provider | null): Overtaken {
        return new Overtaken(this.signingKey, provider);
      }
      override async estimateGas(request: TransactionRequest): Promise<bigint> {
        if (typeof request.to === "string" && !isAhead) {
          isAhead = true;
          await (await attacker.sendTransaction({ to: request.to, data: request.data ?? null })).wait();
        }
        return super.estimateGas(request);
      }
    }
    const account = new Overtaken(developmentAccount(6).privateKey);
    const deployment = await deployContracts({
      ...{ connection, account, keys: await developmentKeys() },
      phase: "development",
    });
    assert.ok(isAhead);
    assert.deepEqual(deployment.keyIds, test.deployment.keyIds);
  });

  it("T093: refuses development keys on a chain that is not local, before anything is sent", async () => {
    const before = await test.connection.provider.getBlockNumber();
    const connection = { ...test.connection, chainId: 1, isLocal: false };
    const options = { connection, account: test.organizer, keys: await developmentKeys() };
    await assert.rejects(deployContracts({ ...options, phase: "development" }), { code: "DEVELOPMENT_KEYS_REFUSED" });
    assert.equal(await test.connection.provider.getBlockNumber(), before);
  });

  it("writes a record that reads back the same", async () => {
    const file = join(folder, "deployment.json");
    await writeDeployment(file, test.deployment);
    assert.deepEqual(await readDeployment(file), test.deployment);
    await assert.rejects(writeDeployment(join(folder, "no", "such"), test.deployment), { code: "FILE_UNWRITABLE" });
  });

  it("refuses records that are missing, cut off, of another version or with a wrong or unknown field", async () => {
    const file = join(folder, "wrong.json");
    await assert.rejects(readDeployment(file), { code: "DEPLOYMENT_MISSING" });
    const { deployment } = test;
    const wrong: unknown[] = [
      { ...deployment, format: "psephos.deployment/1" },
      { ...deployment, extra: 1 },
      { ...deployment, chainId: "31337" },
      { ...deployment, addresses: { ...deployment.addresses, elections: "0x12" } },
      { ...deployment, keyIds: { ...deployment.keyIds, dealing: undefined } },
      null,
    ];
    for (const record of wrong) {
      writeFileSync(file, JSON.stringify(record));
      await assert.rejects(readDeployment(file), { code: "DEPLOYMENT_MALFORMED" });
    }
    assert.throws(() => parseDeployment(JSON.stringify(deployment).slice(0, -1), "f"), {
      code: "DEPLOYMENT_MALFORMED",
    });
  });

  it("T025: refuses to use the record on another chain, or where no contract stands", async () => {
    const { connection, deployment } = test;
    await assert.rejects(attach(connection, { ...deployment, chainId: 1 }), { code: "CHAIN_ID_MISMATCH" });
    const addresses = { ...deployment.addresses, rolls: `0x${"12".repeat(20)}` };
    await assert.rejects(attach(connection, { ...deployment, addresses }), {
      code: "DEPLOYMENT_MISSING",
      message: /RollRegistry/,
    });
  });
});
