import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentAccount, type Account } from "../../src/chain/accounts.ts";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { attach, type Chain, type ContractVerifyingKey } from "../../src/chain/contracts.ts";
import { deployContracts, type Deployment } from "../../src/chain/deployments.ts";
import { connect, type Connection } from "../../src/chain/provider.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../../src/generated/signals.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";

/** A chain of its own with the contracts on it. */
export interface TestChain {
  readonly local: LocalChain;
  readonly connection: Connection;
  readonly deployment: Deployment;
  readonly chain: Chain;
  readonly organizer: Account;
  end(): Promise<void>;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "psephos-chain-"));
}

export async function developmentKeys(): Promise<Record<CircuitName, ContractVerifyingKey>> {
  const keys = await Promise.all(
    CIRCUIT_NAMES.map(async (circuit) => [circuit, (await loadVerifyingKey({ circuit })).verifyingKey] as const),
  );
  return Object.fromEntries(keys) as Record<CircuitName, ContractVerifyingKey>;
}

/** With this installation's keys, but for those that are given. */
export async function startTestChain({
  keys = {},
}: { keys?: Partial<Record<CircuitName, ContractVerifyingKey>> } = {}): Promise<TestChain> {
  const folder = temporaryFolder();
  const local = await startAnvil({ folder });
  const connection = await connect({ url: local.url });
  const organizer = developmentAccount(0);
  const deployment = await deployContracts({
    connection,
    account: organizer,
    keys: { ...(await developmentKeys()), ...keys },
    phase: "development",
  });
  const chain = await attach(connection, deployment);
  const end = async (): Promise<void> => {
    connection.close();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { local, connection, deployment, chain, organizer, end };
}
