import { developmentAccount } from "../chain/accounts.ts";
import { connect, connectUnasked } from "../chain/provider.ts";
import { attach, attachUnasked, type Chain } from "../chain/contracts.ts";
import { isPsephosError } from "../errors.ts";
import { openChain } from "./chain-session.ts";
import { openTickingChain, type TickingChain } from "./local-chain.ts";
import { deploy } from "./organizer/deploy.ts";
import { fileExists } from "./read-file.ts";
import type { ProgressListener } from "../proofs/prover.ts";
import type { Workspace } from "./workspace.ts";

const USUAL_PORT = 8545;

export interface ServingChainInput {
  readonly workspace: Workspace;
  /** Of the chain's nodes; none for an embedded chain in the workspace. */
  readonly rpcUrls: readonly string[];
  readonly chainId?: number | undefined;
  readonly deploymentFile?: string | undefined;
  readonly onDeploying: ProgressListener;
}

/** The chain behind the services, as several nodes tell it. */
export interface ServingChain {
  readonly chain: Chain;
  readonly secondOpinions: readonly Chain[];
  /** The embedded one. */
  readonly local: TickingChain | undefined;
  /** Closes the connections and stops the embedded chain. */
  close(): Promise<void>;
}

/**
 * Opens the chain whose contracts the services work with: every node must be of the same chain, and the contracts this installation's. Of
 * the nodes after the first one may be silent now: they are asked for their chain when they answer. With no node named a chain of its own
 * starts, and gets the contracts the first time.
 */
export async function openServingChain(input: ServingChainInput): Promise<ServingChain> {
  const { workspace, chainId } = input;
  const local = input.rpcUrls.length === 0 ? await openOwnChain(workspace.chainFolder) : undefined;
  const closers: (() => void)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers) closeOne();
    await local?.stop();
  };
  try {
    const [first, ...others] = local === undefined ? input.rpcUrls : [local.url];
    const open = async (url: string, expectedChainId?: number) => {
      const connection = await connect({ url, ...(expectedChainId === undefined ? {} : { expectedChainId }) });
      closers.push(() => connection.close());
      return connection;
    };
    const connection = await open(first ?? "", chainId);
    if (local !== undefined && !(await fileExists(workspace.deploymentFile(connection.chainId)))) {
      const onProgress = input.onDeploying;
      await deploy({
        connection,
        account: developmentAccount(0).connect(connection.provider),
        workspace,
        again: false,
        onProgress,
      });
    }
    const { deploymentFile } = input;
    const chain = await openChain({
      connection,
      workspace,
      ...(deploymentFile === undefined ? {} : { deploymentFile }),
    });
    const openOther = async (url: string): Promise<Chain> => {
      try {
        return await attach(await open(url, chain.chainId), chain.deployment);
      } catch (error) {
        if (!isSilence(error)) throw error;
        const unasked = connectUnasked({ url, chainId: chain.chainId, isLocal: chain.isLocal });
        closers.push(() => unasked.close());
        return attachUnasked(unasked, chain.deployment);
      }
    };
    const opened = await Promise.allSettled(others.map(openOther));
    for (const other of opened) if (other.status === "rejected") throw other.reason;
    const secondOpinions = opened.flatMap((other) => (other.status === "fulfilled" ? [other.value] : []));
    return { chain, secondOpinions, local, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function isSilence(error: unknown): boolean {
  return isPsephosError(error, "CHAIN_UNREACHABLE") || isPsephosError(error, "CHAIN_TIMEOUT");
}

/** At the usual port if it is free, so that other commands find the chain without being told. */
async function openOwnChain(folder: string): Promise<TickingChain> {
  try {
    return await openTickingChain({ folder, port: USUAL_PORT });
  } catch (error) {
    // Either the port is taken or the folder; the second try tells.
    if (!isPsephosError(error, "CHAIN_BUSY")) throw error;
    return await openTickingChain({ folder });
  }
}
