import { deployContracts, type Deployment } from "../../chain/deployments.ts";
import { PsephosError } from "../../errors.ts";
import type { ProgressListener } from "../../proofs/prover.ts";
import { requireAddress } from "../address.ts";
import type { Account, Connection } from "../chain-session.ts";
import { loadPinnedKeys } from "../deployed-contracts.ts";
import { fileExists } from "../read-file.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";

/** Deploys the contracts with this installation's keys and keeps the record. */
export async function deploy(input: {
  connection: Connection;
  account: Account;
  workspace: Workspace;
  /** Replaces a record that is there already; the contracts that it names stay on the chain. */
  again: boolean;
  /** Address that decides who issues credentials; the account's own unless told. */
  governor?: string | undefined;
  onProgress?: ProgressListener;
}): Promise<{ deployment: Deployment; file: string }> {
  const { connection, account, workspace, again, onProgress } = input;
  const governor =
    input.governor === undefined ? undefined : requireAddress(input.governor, { whose: "The governor's address" });
  const file = workspace.deploymentFile(connection.chainId);
  if (!again && (await fileExists(file))) {
    throw new PsephosError(
      "ALREADY_DONE",
      `Contracts on chain ${connection.chainId} are known already (${file}). Use them, or deploy anew with --again.`,
    );
  }
  const { keys, phase } = await loadPinnedKeys();
  const deployment = await deployContracts({
    connection,
    account,
    keys,
    phase,
    governor,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const data = `${JSON.stringify(deployment, null, 2)}\n`;
  await writeFileWhole({ file, data, secrecy: "public", overwrite: true });
  return { deployment, file };
}
