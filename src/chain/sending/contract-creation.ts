import { ContractFactory, type Contract } from "ethers";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PsephosError } from "../../errors.ts";
import { ABI, type ContractName } from "../../generated/abi.ts";
import { connectAccount, type Account } from "../accounts.ts";
import { toPsephosError } from "./errors.ts";
import type { Connection } from "../provider.ts";
import { inTurn, untilMined } from "./transactions.ts";

export interface ContractCreation {
  readonly connection: Connection;
  readonly account: Account;
  readonly name: ContractName;
  readonly args: readonly unknown[];
}

/** Deploys one contract from the build and waits until it stands. */
export async function deployContract({ connection, account, name, args }: ContractCreation): Promise<Contract> {
  const factory = new ContractFactory(ABI[name], await readBytecode(name), connectAccount(account, connection));
  try {
    const contract = await inTurn(account.address, () => factory.deploy(...args));
    const creation = contract.deploymentTransaction();
    if (connection.isLocal && creation !== null) await untilMined(connection, creation.hash);
    await contract.waitForDeployment();
    return contract.attach(await contract.getAddress()) as Contract;
  } catch (error) {
    throw toPsephosError(error);
  }
}

async function readBytecode(name: ContractName): Promise<string> {
  const file = resolve(import.meta.dirname, `../../../build/artifacts/contracts/${name}.sol/${name}.json`);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PsephosError(
      "ARTIFACT_MISSING",
      `${file} cannot be read. Run "npm start" or "npm test": both build what is missing.`,
      { cause },
    );
  });
  return (JSON.parse(text) as { bytecode: string }).bytecode;
}
