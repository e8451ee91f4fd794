import { isPsephosError, PsephosError, type ErrorCode } from "../../../errors.ts";
import type { Prover } from "../../../proofs/prover.ts";
import { challengeText } from "../../../roles/voter/challenge.ts";
import { ciphertextsOf, fillBallot, type FilledBallot } from "../../../roles/voter/fill-ballot.ts";
import { dropPrepared, keepPrepared, openPrepared } from "../../../roles/voter/prepared-ballot.ts";
import { onItsWay } from "../../../roles/voter/give-up.ts";
import { fileExists, readFileText } from "../../../roles/read-file.ts";
import { attended } from "../attendance.ts";
import { heldWallet, openedWallet, watchWallet } from "../held-wallet.ts";
import { cancellable, heldChain, heldProver } from "../session.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { openPace, type FillProgress } from "./pace.ts";
import { boothOf, findSent, ownNullifiers, preparedFile } from "./place.ts";
import { findKept, type ReceiptPlace } from "./receipts.ts";

/** A ballot that waits on this device, encrypted, proved and not sent. */
export interface PreparedBallot {
  readonly ballotHash: string;
  /** By option, in the manifest's order: shown to its voter again before it is cast. */
  readonly values: readonly number[];
}

/** What was sealed last, so that casting it need not open it again, which takes seconds. As long as the wallet is open, and no longer. */
let justSealed: { readonly text: string; readonly ballot: FilledBallot } | undefined;
let isForgetting = false;

const UNUSABLE: ReadonlySet<ErrorCode> = new Set([
  "SEALED_FILE_REFUSED",
  "SEALED_FILE_MALFORMED",
  "RECEIPT_MALFORMED",
  "JSON_MALFORMED",
]);

/** Under which name `session.cancel` ends the making of a ballot. */
export const FILLING = "ballot";

/** Encrypts and proves; keeps the ballot sealed until it is cast or tested. One that waited here already gives way to it. */
export async function prepareBallot(input: {
  electionId: bigint;
  values: readonly number[];
  tell: (progress: FillProgress) => void;
}): Promise<PreparedBallot> {
  const { electionId, values, tell } = input;
  return attended(() =>
    cancellable(FILLING, (signal) =>
      oneAtATime(electionId, async () => {
        await requireNothingSent(electionId);
        const { election, ...rest } = await boothOf(electionId);
        const pace = await openPace({ circuit: `ballot-${election.capacity}`, tell });
        pace.begin("opening");
        const [chain, { passphrase }, file] = [await heldChain(), heldWallet(), await preparedFile(electionId)];
        await dropPrepared(file);
        pace.begin("encrypting");
        const prover = toldProver({ signal, begin: (stage) => pace.begin(stage) });
        const ballot = await fillBallot({ chain, booth: { election, ...rest }, values, prover });
        pace.begin("keeping");
        await keepPrepared({ file, passphrase, ballot });
        await rememberSealed(file, ballot);
        signal.throwIfAborted();
        await pace.done();
        return preparedOf(ballot);
      }),
    ),
  );
}

/**
 * As it waits here; undefined if none does, if it is damaged or of an identity that is not here any more, or if it left this device before: whatever
 * broke in between, one that was cast is never opened for everybody.
 */
export async function findPrepared(electionId: bigint): Promise<FilledBallot | undefined> {
  const { passphrase } = heldWallet();
  const file = await preparedFile(electionId);
  if (!(await fileExists(file))) return undefined;
  const ballot = await openUnlessJustSealed({ file, passphrase });
  const isOwn = ballot !== undefined && (await ownNullifiers(electionId)).includes(ballot.receipt.nullifier);
  if (isOwn && !(await hasLeft(electionId, ballot))) return ballot;
  await dropPrepared(file);
  return undefined;
}

async function hasLeft(electionId: bigint, { receipt: { ballotHash } }: FilledBallot): Promise<boolean> {
  return (await findSent(electionId)) !== undefined || (await findKept({ electionId, ballotHash })) !== undefined;
}

/** The one that waits, if it is the one that the person saw: another tab may have put another choice in its place. */
export async function preparedAsSeen({ electionId, ballotHash }: ReceiptPlace): Promise<FilledBallot> {
  const ballot = await findPrepared(electionId);
  if (ballot === undefined) throw nothingPrepared();
  if (ballot.receipt.ballotHash === ballotHash) return ballot;
  throw new PsephosError(
    "BALLOT_PREPARED_MISSING",
    "Another encrypted ballot waits on this device than the one on this page, maybe made in another tab. Load the page again to see it.",
  );
}

/** Another tab may have sealed another one since: the file decides. */
async function openUnlessJustSealed(sealed: { file: string; passphrase: string }): Promise<FilledBallot | undefined> {
  if (justSealed !== undefined && justSealed.text === (await readFileText(sealed.file))) return justSealed.ballot;
  return openPrepared(sealed).catch((error: unknown) => {
    // Damaged, or of a wallet that is not here any more: it can be neither cast nor tested.
    if (isPsephosError(error) && UNUSABLE.has(error.code)) return undefined;
    throw error;
  });
}

async function rememberSealed(file: string, ballot: FilledBallot): Promise<void> {
  const text = await readFileText(file);
  if (openedWallet() === undefined) return;
  justSealed = { text, ballot };
  if (isForgetting) return;
  isForgetting = true;
  watchWallet(() => {
    if (openedWallet() === undefined) justSealed = undefined;
  });
}

export function preparedOf({ receipt, opening }: FilledBallot): PreparedBallot {
  return { ballotHash: receipt.ballotHash, values: opening.values };
}

/** Opens the waiting ballot for everybody to recompute. From here on it cannot be cast: it is dropped before anything is shown. */
export async function testPrepared(seen: ReceiptPlace): Promise<PreparedBallot & { fileName: string; text: string }> {
  const { electionId } = seen;
  return oneAtATime(electionId, async () => {
    const ballot = await preparedAsSeen(seen);
    await dropPrepared(await preparedFile(electionId));
    const { receipt, opening } = ballot;
    const text = challengeText({ receipt, opening, ciphertexts: ciphertextsOf(ballot) });
    return { ...preparedOf(ballot), fileName: `ballot-test-${receipt.ballotHash.slice(2, 10)}.json`, text };
  });
}

export function nothingPrepared(): PsephosError {
  return new PsephosError("BALLOT_PREPARED_MISSING", "No encrypted ballot waits on this device. Make a new one.");
}

async function requireNothingSent(electionId: bigint): Promise<void> {
  if ((await findSent(electionId)) !== undefined) throw onItsWay();
}

/** The worker's prover, telling its stages: before it runs the choice is encrypted, after it the proof is checked. */
function toldProver({
  signal,
  begin,
}: {
  signal: AbortSignal;
  begin: (stage: "witness" | "sums" | "finish" | "checking") => void;
}): Prover {
  const prover = heldProver();
  return {
    ...prover,
    prove: async (task) => {
      const proof = await prover.prove(task, { signal, onStage: begin });
      begin("checking");
      return proof;
    },
  };
}
