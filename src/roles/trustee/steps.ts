import { readRecipientKeys } from "../../chain/ceremonies.ts";
import { randomScalar } from "../../crypto/random.ts";
import { PsephosError } from "../../errors.ts";
import { drawDealing, type DealingSecret } from "../../protocol/dealing.ts";
import type { ProgressListener, Prover } from "../../proofs/prover.ts";
import type { Account, Chain } from "../chain-session.ts";
import { openElection } from "../open-election.ts";
import type { TrusteeSeat, Workspace } from "../workspace.ts";
import { checkedAggregate } from "./checked-aggregate.ts";
import { commit, requireNoCommitment } from "./commit.ts";
import { deal } from "./deal.ts";
import { decrypt, requireUndecrypted, requireUntested, testKey, withOpened } from "./decrypt.ts";
import { openTrusteeKey, saveTrusteeKey, trusteeKeyExists, type KeyFile, type TrusteeKey } from "./key-file.ts";
import { register } from "./register.ts";
import { findSeat, requireCeremonyPhase } from "./seat.ts";

/**
 * The trustee's steps with its key file. Each writes the file before it sends: whoever is interrupted runs the same command again and goes
 * on with what is on disk.
 */
export interface TrusteeAt {
  readonly chain: Chain;
  /** The trustee's account. What can be refused is refused before any passphrase is asked for. */
  readonly address: string;
  readonly account: () => Promise<Account>;
  readonly workspace: Workspace;
  readonly passphrase: (index: number, isNew: boolean) => Promise<string>;
}

export interface StepDone {
  readonly index: number;
  readonly transactionHash: string;
  readonly file: string;
}

export async function registerStep(at: TrusteeAt & { ceremonyId: bigint }): Promise<StepDone> {
  const { chain, address, workspace, ceremonyId } = at;
  const { seat, ceremony } = await findSeat({ chain, ceremonyId, address });
  const file = workspace.trusteeFile(seat);
  const exists = await trusteeKeyExists({ workspace, seat });
  if (!exists) {
    await requireFreeSeat({ chain, seat });
    requireCeremonyPhase(ceremony, "registering");
  }
  const passphrase = await at.passphrase(seat.index, !exists);
  const keyFile = { workspace, seat, passphrase };
  const key = exists ? await openTrusteeKey(keyFile) : await createKey(keyFile);
  const { transactionHash } = await register({
    chain,
    account: await at.account(),
    seat,
    communicationSecret: key.communicationSecret,
    random: randomScalar,
  });
  return { index: seat.index, transactionHash, file };
}

export async function commitStep(at: TrusteeAt & { ceremonyId: bigint }): Promise<StepDone & { dealingHash: string }> {
  const { chain, workspace } = at;
  const { keyFile, key, ceremony } = await openSeat(at);
  const withDealing = hasDealing(key) ? key : await drawOnce({ chain, keyFile, key, ceremony });
  const done = await commit({ chain, account: await at.account(), key: withDealing });
  return { index: key.seat.index, file: workspace.trusteeFile(key.seat), ...done };
}

export async function dealStep(
  at: TrusteeAt & { ceremonyId: bigint; prover: Prover; onProgress: ProgressListener },
): Promise<StepDone> {
  const { chain, prover, workspace, onProgress } = at;
  const { key, ceremony } = await openSeat(at);
  if (!hasDealing(key)) {
    throw new PsephosError("TRUSTEE_KEY_STALE", "No polynomial is in this key file. Run psephos trustee commit first.");
  }
  if (ceremony.phase !== "finished") requireCeremonyPhase(ceremony, "dealing");
  const { transactionHash } = await deal({ chain, account: await at.account(), prover, key, onProgress });
  return { index: key.seat.index, transactionHash, file: workspace.trusteeFile(key.seat) };
}

export async function testStep(at: TrusteeAt & { electionId: bigint; prover: Prover }): Promise<StepDone> {
  const { chain, prover, workspace, electionId } = at;
  const election = await openElection({ chain, electionId });
  const { ceremonyId } = election.ceremony;
  const { seat } = await findSeat({ chain, ceremonyId, address: at.address });
  requireUntested({ index: seat.index, election });
  const { key } = await openSeat({ ...at, ceremonyId });
  const { transactionHash } = await testKey({ chain, account: await at.account(), prover, key, election });
  return { index: key.seat.index, transactionHash, file: workspace.trusteeFile(key.seat) };
}

export async function decryptStep(
  at: TrusteeAt & { electionId: bigint; prover: Prover; onProgress: ProgressListener },
): Promise<StepDone & { ballotCount: number }> {
  const { chain, prover, workspace, electionId, onProgress } = at;
  const election = await openElection({ chain, electionId });
  const { ceremonyId } = election.ceremony;
  const { seat } = await findSeat({ chain, ceremonyId, address: at.address });
  requireUndecrypted({ index: seat.index, election });
  const { key, keyFile } = await openSeat({ ...at, ceremonyId });
  const aggregate = await checkedAggregate({ chain, election, onProgress });
  const elections = chain.deployment.addresses.elections;
  const noted = withOpened({ key, electionId, elections, hash: aggregate.hash });
  await saveTrusteeKey({ ...keyFile, key: noted, overwrite: true });
  const { transactionHash } = await decrypt({
    chain,
    account: await at.account(),
    prover,
    key: noted,
    election,
    aggregate,
  });
  const { index } = key.seat;
  return { index, transactionHash, file: workspace.trusteeFile(key.seat), ballotCount: aggregate.ballotCount };
}

async function openSeat(at: TrusteeAt & { ceremonyId: bigint }) {
  const { chain, address, workspace, ceremonyId } = at;
  const { seat, ceremony } = await findSeat({ chain, ceremonyId, address });
  if (!(await trusteeKeyExists({ workspace, seat }))) {
    throw new PsephosError(
      "TRUSTEE_KEY_MISSING",
      `The key file of trustee ${seat.index} is not here (${workspace.trusteeFile(seat)}). Register first, or bring your backup.`,
    );
  }
  const keyFile = { workspace, seat, passphrase: await at.passphrase(seat.index, false) };
  return { keyFile, key: await openTrusteeKey(keyFile), ceremony };
}

async function createKey(keyFile: KeyFile): Promise<TrusteeKey> {
  const key: TrusteeKey = {
    seat: keyFile.seat,
    communicationSecret: randomScalar(),
    dealing: undefined,
    opened: {},
  };
  await saveTrusteeKey({ ...keyFile, key, overwrite: false });
  return key;
}

/** The one place where a polynomial is drawn. It is on disk before anybody hears of it. */
async function drawOnce(input: {
  chain: Chain;
  keyFile: KeyFile;
  key: TrusteeKey;
  ceremony: Awaited<ReturnType<typeof findSeat>>["ceremony"];
}): Promise<TrusteeKey & { dealing: DealingSecret }> {
  const { chain, keyFile, key, ceremony } = input;
  await requireNoCommitment({ chain, key });
  requireCeremonyPhase(ceremony, "committing");
  const { threshold, trustees } = ceremony;
  const dealing = drawDealing({ threshold, trusteeCount: trustees.length, random: randomScalar });
  const complete = { ...key, dealing };
  await saveTrusteeKey({ ...keyFile, key: complete, overwrite: true });
  return complete;
}

function hasDealing(key: TrusteeKey): key is TrusteeKey & { dealing: DealingSecret } {
  return key.dealing !== undefined;
}

async function requireFreeSeat({ chain, seat }: { chain: Chain; seat: TrusteeSeat }): Promise<void> {
  const registered = (await readRecipientKeys(chain, seat.ceremonyId))[seat.index - 1] ?? null;
  if (registered === null) return;
  throw new PsephosError(
    "TRUSTEE_KEY_MISSING",
    `Trustee ${seat.index} has registered, but the key file is not here. Bring your backup of it into the data folder.`,
  );
}
