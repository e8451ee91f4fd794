import { attachUnasked } from "../../chain/contracts.ts";
import { DEPLOYMENT_FORMAT, type Deployment } from "../../chain/deployments.ts";
import { connect } from "../../chain/provider.ts";
import { PsephosError } from "../../errors.ts";
import type { CircuitName } from "../../generated/signals.ts";
import { openProver, type ThreadedProver } from "../../proofs/prove.ts";
import type { Chain } from "../../roles/chain-session.ts";
import { checkDeployedContracts } from "../../roles/deployed-contracts.ts";
import { openWorkspace } from "../../roles/workspace.ts";
import { createClient, type Client } from "../../server/client/client.ts";
import { MAX_CHAIN_BATCH, readAbout } from "../../server/client/endpoints.ts";
import { touch } from "./attendance.ts";

/** One person's folder in this browser. */
export const workspace = openWorkspace("/home/psephos");

/** Of the page that started this worker: everything that is asked for is asked there. */
const portalUrl = new URL("..", self.location.href).href.replace(/\/$/, "");

export const services: Client = createClient({ url: portalUrl });

let opened: Promise<Chain> | undefined;

/**
 * The chain, through the portal's own server. Its contracts must be the ones of this build, with its verifying keys, whatever the server
 * says: DEPLOYMENT_UNTRUSTED otherwise. Opened once; a failure is not kept.
 */
export function heldChain(): Promise<Chain> {
  opened ??= openServedChain();
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function openServedChain(): Promise<Chain> {
  const about = await services.call(readAbout);
  const deployment: Deployment = {
    format: DEPLOYMENT_FORMAT,
    chainId: about.chainId,
    phase: about.keysPhase,
    addresses: about.contracts,
    keyIds: Object.fromEntries(about.circuits.map(({ name, keyId }) => [name, keyId])) as Record<CircuitName, string>,
    block: about.deploymentBlock,
  };
  const connection = await connect({
    url: `${portalUrl}/v1/chain`,
    expectedChainId: about.chainId,
    questionsTogether: MAX_CHAIN_BATCH,
  });
  try {
    const chain = attachUnasked(connection, deployment);
    await checkDeployedContracts(chain);
    return chain;
  } catch (error) {
    connection.close();
    throw error;
  }
}

let prover: ThreadedProver | undefined;

/** Threads of the browser's own; they start when first needed, and keep the circuits that they loaded. */
export function heldProver(): ThreadedProver {
  prover ??= openProver();
  return prover;
}

const running = new Map<string, AbortController>();

/** Runs an act that the page may cancel by its name; it ends with INTERRUPTED then. */
export async function cancellable<T>(name: string, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (running.has(name)) throw new PsephosError("FILE_BUSY", "This is being done already. Wait for it, or cancel it.");
  const controller = new AbortController();
  running.set(name, controller);
  try {
    return await act(controller.signal);
  } finally {
    running.delete(name);
  }
}

export const session = {
  /** The person is there, by what she does and not by what a page does by itself: puts off the locking of all that is open. */
  touch(): void {
    touch();
  },
  /** Ends what `cancellable` runs under this name; nothing happens if nothing runs. */
  cancel(name: string): void {
    running.get(name)?.abort(new PsephosError("INTERRUPTED", "The work was stopped before it was done."));
  },
  /** Chain and contracts as checked; the page shows them for comparing. */
  async chain(): Promise<{ chainId: number; isLocal: boolean; deployment: Deployment }> {
    const { chainId, isLocal, deployment } = await heldChain();
    return { chainId, isLocal, deployment };
  },
};
