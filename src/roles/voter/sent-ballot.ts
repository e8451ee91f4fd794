import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { isPsephosError, PsephosError } from "../../errors.ts";
import { decimal, withDecimals } from "../../protocol/json.ts";
import { parseReceipt, receiptFits, receiptText, type Receipt } from "../../protocol/receipt.ts";
import { parseRelayReceipt, relayReceiptText, type RelayReceipt } from "../../protocol/relay-receipt.ts";
import { ciphertextsFrom, PROOF_WORDS } from "../../protocol/words.ts";
import { fileExists, parseJson, readFileText } from "../read-file.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";

/**
 * A ballot that leaves the device. Until the chain has it, it is kept beside its receipt, so that the very same ballot can go another way:
 * a new one would be counted in its place, and its receipt would then look like fraud. It shows nothing that the chain will not show.
 */
export interface SentBallot {
  readonly receipt: Receipt;
  /** What the contract takes. */
  readonly words: readonly bigint[];
}

const FORMAT = "psephos.sent-ballot/1";
const schema = z.strictObject({ format: z.literal(FORMAT), words: z.array(decimal).max(200) });

/** Writes both before anything is sent; gives the name of the receipt's file. */
export async function keepSent(workspace: Workspace, { receipt, words }: SentBallot): Promise<string> {
  const receiptFile = workspace.receiptFile(receipt);
  const data = `${JSON.stringify({ format: FORMAT, words }, withDecimals)}\n`;
  await writeFileWhole({ file: besides(receiptFile, "ballot"), data, secrecy: "secret", overwrite: true });
  await writeFileWhole({ file: receiptFile, data: receiptText(receipt), secrecy: "secret", overwrite: true });
  return receiptFile;
}

/** The ballot of a receipt, if the chain did not have it when it was last looked for. */
export async function openSent(receiptFile: string): Promise<SentBallot> {
  const receipt = parseReceipt(await readFileText(receiptFile));
  const file = besides(receiptFile, "ballot");
  if (!(await fileExists(file))) {
    const message = `The ballot of this receipt is not kept here any more (${file}). See whether it is counted: psephos ballot check`;
    throw new PsephosError("BALLOT_PREPARED_MISSING", message);
  }
  const parsed = schema.safeParse(parseJson({ text: await readFileText(file), source: file }));
  const words = parsed.data?.words ?? [];
  const [nullifier, ...rest] = words.slice(PROOF_WORDS);
  const fits =
    nullifier === receipt.nullifier &&
    receiptFits({ receipt, ballot: { nullifier: receipt.nullifier, ciphertexts: ciphertextsFrom(rest, "ballot") } });
  if (!fits) throw new PsephosError("BALLOT_MALFORMED", `${file} is not the ballot of this receipt. Nothing was sent.`);
  return { receipt, words };
}

/** Once the chain has it, or refused it for certain. */
export async function dropSent(receiptFile: string): Promise<void> {
  await rm(besides(receiptFile, "ballot"), { force: true });
}

/** A relayer's promise, beside the receipt of the ballot that it is about. Sent again, it is the same. */
export async function keepRelayReceipt(receiptFile: string, receipt: RelayReceipt): Promise<string> {
  const file = besides(receiptFile, `relay-${receipt.ticket.slice(0, 8)}`);
  await writeFileWhole({ file, data: relayReceiptText(receipt), secrecy: "secret", overwrite: true });
  return file;
}

/** What relayers promised for this receipt's ballot. A promise that is damaged is none that could be held against anybody. */
export async function relayReceiptsOf(receiptFile: string): Promise<RelayReceipt[]> {
  const kept = await Promise.all((await relayReceiptFiles(receiptFile)).map(unlessDamaged));
  return kept.flat();
}

/** Whether a relayer took this receipt's ballot, as far as is known here; also where its promise cannot be read any more. */
export async function isWithRelayer(receiptFile: string): Promise<boolean> {
  return (await relayReceiptFiles(receiptFile)).length > 0;
}

async function relayReceiptFiles(receiptFile: string): Promise<string[]> {
  const folder = dirname(receiptFile);
  const start = basename(besides(receiptFile, "relay-"), ".json");
  const names = (await readdir(folder)).filter((name) => name.startsWith(start) && name.endsWith(".json"));
  return names.sort().map((name) => join(folder, name));
}

async function unlessDamaged(file: string): Promise<RelayReceipt[]> {
  try {
    return [parseRelayReceipt(await readFileText(file))];
  } catch (error) {
    if (isPsephosError(error)) return [];
    throw error;
  }
}

/** `receipt.json` has `receipt.<what>.json` beside it. */
export function besides(receiptFile: string, what: string): string {
  return join(dirname(receiptFile), `${basename(receiptFile, ".json")}.${what}.json`);
}
