import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { PsephosError } from "../errors.ts";
import { connectAccount, openKeystore, type Account } from "../chain/accounts.ts";
import { attach, type Chain } from "../chain/contracts.ts";
import { readDeployment } from "../chain/deployments.ts";
import { connect, type Connection } from "../chain/provider.ts";
import { checkDeployedContracts } from "./deployed-contracts.ts";
import { fileExists } from "./read-file.ts";
import type { Workspace } from "./workspace.ts";

export type { Account, Chain, Connection };

export async function openConnection(url: string): Promise<Connection> {
  return connect({ url });
}

/**
 * Attaches to the deployed contracts. Refuses contracts with other verifying keys than this installation's:
 * with a key of the attacker's making any ballot can be forged, and a voter's client must not lend it her trust.
 */
export async function openChain(input: {
  connection: Connection;
  workspace: Workspace;
  deploymentFile?: string;
}): Promise<Chain> {
  const { connection, workspace } = input;
  const file = input.deploymentFile ?? workspace.deploymentFile(connection.chainId);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "DEPLOYMENT_MISSING",
      `No contracts are known for chain ${connection.chainId}: ${file} is missing. ` +
        `Deploy them (psephos contracts deploy), or ask the organizer for the record and name it with --deployment.`,
    );
  }
  const chain = await attach(connection, await readDeployment(file));
  await checkDeployedContracts(chain);
  return chain;
}

/** The named account, or the only one. */
export async function openAccount(input: {
  connection: Connection;
  workspace: Workspace;
  name?: string;
  passphrase: (name: string) => Promise<string>;
}): Promise<Account> {
  const { connection, workspace, passphrase } = input;
  const name = input.name ?? (await onlyAccount(workspace));
  const file = workspace.accountFile(name);
  if (!(await fileExists(file))) {
    throw new PsephosError("ACCOUNT_MISSING", `There is no account ${name} here. Make it: psephos account new ${name}`);
  }
  return connectAccount(await openKeystore({ file, password: await passphrase(name) }), connection);
}

export async function listAccounts(workspace: Workspace): Promise<string[]> {
  const names = await readdir(workspace.accountsFolder).catch(() => []);
  return names.filter((name) => name.endsWith(".json") && !name.startsWith(".")).map((name) => basename(name, ".json"));
}

export async function onlyAccount(workspace: Workspace): Promise<string> {
  const names = await listAccounts(workspace);
  const [only, second] = names;
  if (only === undefined) {
    throw new PsephosError("ACCOUNT_MISSING", "There is no account here. Make one: psephos account new NAME");
  }
  if (second !== undefined) {
    throw new PsephosError(
      "ACCOUNT_MISSING",
      `Several accounts are here: ${names.join(", ")}. Name one with --account.`,
    );
  }
  return only;
}
