import { readBallots } from "../../../chain/election-events.ts";
import { finalBlock } from "../../../chain/finality.ts";
import { translating } from "../../../chain/sending/errors.ts";
import { isPsephosError } from "../../../errors.ts";
import { nullifierOf, type Identity, type Nullifier } from "../../../protocol/identity.ts";
import { votingIdentities } from "../../../roles/holder/wallet.ts";
import { fileExists } from "../../../roles/read-file.ts";
import { enterBooth, type Booth } from "../../../roles/voter/booth.ts";
import type { CastSearch } from "../../../roles/voter/cast-search.ts";
import { loadProvingArtifacts, loadVerifyingKey } from "../../../proofs/artifacts.ts";
import { heldWallet, openedWallet, WALLET_NAME } from "../held-wallet.ts";
import { heldChain, workspace } from "../session.ts";
import { CastLog, type LogReader } from "./cast-log.ts";
import { checkedElection } from "./elections.ts";
import { keptReceipts, type KeptReceipt } from "./receipts.ts";

/** Where the holder of the open wallet stands in an election. */
export type VoterPlace =
  /** No wallet is open: `status` of the wallet's desk tells whether there is one. */
  | { readonly kind: "unknown" }
  | { readonly kind: "not-on-roll"; readonly commitment: bigint }
  /** May vote; `isPrepared` when a ballot waits here, encrypted and not sent. */
  | { readonly kind: "may-vote"; readonly weight: bigint; readonly isPrepared: boolean }
  /** A ballot left this device, or was about to, and the chain does not have it yet. */
  | { readonly kind: "on-its-way"; readonly ballotHash: string }
  /** The chain has a ballot of this person; the receipt is missing where it was cast on another device. */
  | { readonly kind: "voted"; readonly ballotHash: string | undefined };

interface HeldBooth {
  readonly identity: Identity;
  readonly booth: Booth;
}

const booths = new Map<bigint, HeldBooth>();
const logs = new Map<bigint, CastLog>();

export async function placeIn(electionId: bigint): Promise<VoterPlace> {
  const opened = openedWallet();
  if (opened === undefined) return { kind: "unknown" };
  const nullifiers = await ownNullifiers(electionId);
  const own = await ownReceipts(electionId);
  const cast = await firstCast(electionId, nullifiers);
  if (cast !== undefined) {
    const receipt = own.find((kept) => kept.receipt.nullifier === cast)?.receipt;
    return { kind: "voted", ballotHash: receipt?.ballotHash };
  }
  const sent = own.find(({ isBallotKept }) => isBallotKept);
  if (sent !== undefined) return { kind: "on-its-way", ballotHash: sent.receipt.ballotHash };
  try {
    const { membership } = await boothOf(electionId);
    const file = await preparedFile(electionId);
    return { kind: "may-vote", weight: membership.weight, isPrepared: await fileExists(file) };
  } catch (error) {
    if (!isPsephosError(error, "VOTER_NOT_ON_ROLL")) throw error;
    return { kind: "not-on-roll", commitment: opened.wallet.identity.commitment };
  }
}

/**
 * Everything that filling in takes, read once: from then on a ballot can be made without a connection. Throws WALLET_LOCKED,
 * VOTER_NOT_ON_ROLL and ALREADY_CAST.
 */
export async function boothOf(electionId: bigint): Promise<Booth> {
  const { wallet } = heldWallet();
  const known = booths.get(electionId);
  if (known?.identity === wallet.identity) return known.booth;
  const [chain, { election, manifest }] = [await heldChain(), await checkedElection(electionId)];
  const identities = votingIdentities(wallet);
  const isCast = castSearchIn(electionId);
  const booth = await enterBooth({ chain, workspace, electionId, folders: [], identities, election, manifest, isCast });
  booths.set(electionId, { identity: wallet.identity, booth });
  return booth;
}

/** Fetches what proving takes, so that it is here when the connection is not. By the number of options alone. */
export async function fetchCircuit(electionId: bigint): Promise<void> {
  const { election } = await checkedElection(electionId);
  const circuit = `ballot-${election.capacity}` as const;
  await Promise.all([loadProvingArtifacts({ circuit }), loadVerifyingKey({ circuit })]);
}

export async function preparedFile(electionId: bigint): Promise<string> {
  const { chainId, deployment } = await heldChain();
  const elections = deployment.addresses.elections;
  return workspace.preparedBallotFile({ chainId, elections, electionId, identity: WALLET_NAME });
}

/** Under which the open wallet's holder could vote in an election. */
export async function ownNullifiers(electionId: bigint): Promise<Nullifier[]> {
  const { scope } = (await checkedElection(electionId)).election.terms;
  return votingIdentities(heldWallet().wallet).map(({ secret }) => nullifierOf({ secret, scope }));
}

/** A ballot of the open wallet's holder that is kept because the chain may not have it yet. */
export async function findSent(electionId: bigint): Promise<KeptReceipt | undefined> {
  return (await ownReceipts(electionId)).find(({ isBallotKept }) => isBallotKept);
}

/** The first of these under which a ballot was cast. The server does not learn which ones are looked for. */
export async function firstCast(electionId: bigint, nullifiers: readonly bigint[]): Promise<bigint | undefined> {
  const log = logs.get(electionId) ?? new CastLog(logReader(electionId));
  logs.set(electionId, log);
  return translating(log.firstCast(nullifiers));
}

/** The same for one of them, as the use cases ask. */
export function castSearchIn(electionId: bigint): CastSearch {
  return async (nullifier) => (await firstCast(electionId, [nullifier])) !== undefined;
}

function logReader(electionId: bigint): LogReader {
  return {
    ballots: async (fromBlock) =>
      readBallots(await heldChain(), electionId, fromBlock === undefined ? {} : { fromBlock }),
    finalBlock: async () => finalBlock(await heldChain()),
  };
}

async function ownReceipts(electionId: bigint): Promise<KeptReceipt[]> {
  const nullifiers = await ownNullifiers(electionId);
  return (await keptReceipts(electionId)).filter(({ receipt }) => nullifiers.includes(receipt.nullifier));
}
