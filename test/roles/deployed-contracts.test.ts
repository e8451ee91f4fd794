import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAccount, developmentAccount, type Account } from "../../src/chain/accounts.ts";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { attach } from "../../src/chain/contracts.ts";
import { deployContracts, type Deployment } from "../../src/chain/deployments.ts";
import { connect, type Connection } from "../../src/chain/provider.ts";
import { PsephosError } from "../../src/errors.ts";
import { checkDeployedContracts, loadPinnedKeys } from "../../src/roles/deployed-contracts.ts";

describe("the contracts that a client finds on the chain", () => {
  let folder: string;
  let chain: LocalChain;
  let connection: Connection;
  let account: Account;
  let honest: Deployment;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-test-"));
    chain = await startAnvil({ folder });
    connection = await connect({ url: chain.url });
    account = connectAccount(developmentAccount(0), connection);
    honest = await deployContracts({ connection, account, ...(await loadPinnedKeys()) });
  });

  after(async () => {
    connection.close();
    await chain.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const check = async (deployment: Deployment): Promise<void> =>
    checkDeployedContracts(await attach(connection, deployment));

  const isRefused = (deployment: Deployment, pattern: RegExp): Promise<void> =>
    assert.rejects(check(deployment), (error: unknown) => {
      assert.ok(error instanceof PsephosError && error.code === "DEPLOYMENT_UNTRUSTED", String(error));
      assert.match(error.message, pattern);
      return true;
    });

  it("are taken when code, links and keys are this installation's", () => check(honest));

  it("T001: are refused when they verify against another key, though the record names it openly", async () => {
    const { keys, phase } = await loadPinnedKeys();
    const circuitHash = `0x${"66".repeat(32)}`;
    const own = { ...keys, "ballot-4": { ...keys["ballot-4"], circuitHash } };
    const forged = await deployContracts({ connection, account, keys: own, phase });
    await isRefused(forged, /ballot-4 proofs are checked against another key/);
    await isRefused({ ...forged, keyIds: honest.keyIds }, /ballot-4 proofs/);
  });

  it("T001: are refused when attestations are verified against another key", async () => {
    const { keys, phase } = await loadPinnedKeys();
    for (const circuit of ["presentation-plain", "pseudonym"] as const) {
      const own = { ...keys, [circuit]: { ...keys[circuit], circuitHash: `0x${"66".repeat(32)}` } };
      const forged = await deployContracts({ connection, account, keys: own, phase });
      await isRefused(forged, new RegExp(`${circuit} proofs are checked against another key`));
    }
  });

  it("are refused when they ask a contract elsewhere", async () => {
    const other = await deployContracts({ connection, account, ...(await loadPinnedKeys()) });
    for (const key of ["verifier", "ceremonies", "rolls", "issuers", "policies"] as const) {
      const addresses = { ...honest.addresses, [key]: other.addresses[key] };
      await isRefused(
        { ...honest, addresses },
        /asks another (verifier|keyCeremony|rollRegistry|issuerRegistry|policyRegistry)/,
      );
    }
  });

  it("are refused when one byte of their code differs", async () => {
    const { elections } = honest.addresses;
    const code = await connection.provider.getCode(elections);
    const middle = code.length - (code.length % 4) - 200 * 2;
    const other = code.slice(middle, middle + 2) === "00" ? "01" : "00";
    const altered = code.slice(0, middle) + other + code.slice(middle + 2);
    await connection.provider.send("anvil_setCode", [elections, altered]);
    await isRefused(honest, /the code of Elections is another/);
    await connection.provider.send("anvil_setCode", [elections, code]);
    await check(honest);
  });
});
