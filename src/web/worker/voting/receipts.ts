import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readBallots } from "../../../chain/election-events.ts";
import { isPsephosError, PsephosError } from "../../../errors.ts";
import { createReceipt, parseReceipt, receiptText, type Receipt } from "../../../protocol/receipt.ts";
import type { RelayReceipt } from "../../../protocol/relay-receipt.ts";
import { parseBallot } from "../../../protocol/words.ts";
import { openElection } from "../../../roles/open-election.ts";
import { fileExists, readFileText } from "../../../roles/read-file.ts";
import { checkReceipt, type ReceiptState } from "../../../roles/voter/check-receipt.ts";
import { besides, dropSent, relayReceiptsOf } from "../../../roles/voter/sent-ballot.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { heldChain, workspace } from "../session.ts";

/** A receipt of this browser. */
export interface KeptReceipt {
  readonly receipt: Receipt;
  readonly file: string;
  /** Unix seconds, by this device's clock. */
  readonly keptAt: number;
  /** The ballot is here too: the chain did not have it for good when it was last looked at. */
  readonly isBallotKept: boolean;
}

export interface ReceiptPlace {
  readonly electionId: bigint;
  readonly ballotHash: string;
}

const folder = join(workspace.folder, "receipts");
const RECEIPT_NAME = /^[0-9]+-[0-9a-f]{8}-[0-9]+-[0-9a-f]{8}\.json$/;

/** All receipts here that can be read, or those of one election; the newest first. */
export async function keptReceipts(electionId?: bigint): Promise<KeptReceipt[]> {
  const kept = await Promise.all((await receiptFiles()).map(keptUnlessDamaged));
  return kept
    .filter((each) => each !== undefined)
    .filter(({ receipt }) => electionId === undefined || receipt.electionId === electionId)
    .sort((one, other) => other.keptAt - one.keptAt);
}

/** How many receipts here cannot be read. */
export async function countDamagedReceipts(): Promise<number> {
  const kept = await Promise.all((await receiptFiles()).map(keptUnlessDamaged));
  return kept.filter((each) => each === undefined).length;
}

async function receiptFiles(): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => RECEIPT_NAME.test(name)).map((name) => join(folder, name));
}

/** One damaged file hides no other receipt. */
async function keptUnlessDamaged(file: string): Promise<KeptReceipt | undefined> {
  return keptIn(file).catch((error: unknown) => {
    if (isPsephosError(error)) return undefined;
    throw error;
  });
}

async function keptIn(file: string): Promise<KeptReceipt> {
  const [text, { mtimeMs }, isBallotKept] = await Promise.all([
    readFileText(file),
    stat(file),
    fileExists(besides(file, "ballot")),
  ]);
  return { receipt: parseReceipt(text), file, keptAt: Math.floor(mtimeMs / 1000), isBallotKept };
}

export async function findKept({ electionId, ballotHash }: ReceiptPlace): Promise<KeptReceipt | undefined> {
  return (await keptReceipts(electionId)).find(({ receipt }) => receipt.ballotHash === ballotHash);
}

/** The promise that ends last, of those that were given for a kept receipt. */
export async function latestPromiseFor({ file }: KeptReceipt): Promise<RelayReceipt | undefined> {
  return (await relayReceiptsOf(file)).sort((one, other) => other.submitBy - one.submitBy)[0];
}

/** Takes in a receipt from another device. */
export async function keepReceipt(text: string): Promise<ReceiptPlace> {
  const receipt = parseReceipt(text);
  const file = workspace.receiptFile(receipt);
  if (!(await fileExists(file))) await writeFileWhole({ file, data: receiptText(receipt), secrecy: "secret" });
  return { electionId: receipt.electionId, ballotHash: receipt.ballotHash };
}

/**
 * What the chain's log says of a receipt. By its number alone, where the receipt itself is not here: then a ballot that was exchanged for
 * another one cannot be told from one that never came.
 */
export async function stateOfReceipt(place: ReceiptPlace): Promise<ReceiptState> {
  const chain = await heldChain();
  const kept = await findKept(place);
  const receipt = kept?.receipt ?? (await receiptFromLog(place));
  if (receipt === undefined) return { kind: "absent" };
  const state = await checkReceipt({ chain, receipt });
  if (kept !== undefined && state.kind === "counted" && state.isFinal) await dropSent(kept.file);
  return state;
}

async function receiptFromLog({ electionId, ballotHash }: ReceiptPlace): Promise<Receipt | undefined> {
  if (!/^0x[0-9a-f]{64}$/.test(ballotHash)) {
    throw new PsephosError("RECEIPT_MALFORMED", "This is no receipt number. Copy it whole, with 0x at its start.");
  }
  const chain = await heldChain();
  const { capacity } = await openElection({ chain, electionId });
  const place = {
    chainId: BigInt(chain.chainId),
    contract: chain.deployment.addresses.elections,
    electionId,
  };
  const ballots = await readBallots(chain, electionId);
  return ballots
    .map(({ words }) => createReceipt({ place, ballot: parseBallot(words, capacity) }))
    .find((receipt) => receipt.ballotHash === ballotHash);
}
