import { rm } from "node:fs/promises";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { decimal } from "../../protocol/json.ts";
import { parseReceipt, receiptText } from "../../protocol/receipt.ts";
import { fileExists } from "../read-file.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import type { FilledBallot } from "./fill-ballot.ts";

/** A ballot kept between preparing it and deciding to cast or to test it. It shows the choice, hence the seal. */
const preparedSchema = z.strictObject({
  format: z.literal("psephos.prepared-ballot/1"),
  words: z.array(decimal),
  receipt: z.string(),
  opening: z.strictObject({ values: z.array(z.int()), weight: decimal, randomness: z.array(decimal) }),
});

interface PreparedFile {
  readonly file: string;
  readonly passphrase: string;
}

export async function keepPrepared(input: PreparedFile & { ballot: FilledBallot }): Promise<void> {
  const { file, passphrase, ballot } = input;
  const { values, weight, randomness } = ballot.opening;
  const content = {
    format: "psephos.prepared-ballot/1",
    words: ballot.words.map(String),
    receipt: receiptText(ballot.receipt),
    opening: { values, weight: weight.toString(), randomness: randomness.map(String) },
  };
  await sealFile({ file, kind: "prepared-ballot", content, passphrase });
}

export async function openPrepared({ file, passphrase }: PreparedFile): Promise<FilledBallot> {
  await requirePrepared(file);
  const parsed = preparedSchema.safeParse(await openSealedFile({ file, kind: "prepared-ballot", passphrase }));
  if (!parsed.success)
    throw new PsephosError("SEALED_FILE_MALFORMED", `${file} is not a prepared ballot. Prepare a new one.`);
  const { words, receipt, opening } = parsed.data;
  return { words, receipt: parseReceipt(receipt), opening };
}

export async function requirePrepared(file: string): Promise<void> {
  if (await fileExists(file)) return;
  throw new PsephosError(
    "BALLOT_PREPARED_MISSING",
    `No prepared ballot is here (${file}). Make one: psephos ballot prepare`,
  );
}

/** A ballot is cast or tested, never both: once it went either way, nothing of it stays. */
export async function dropPrepared(file: string): Promise<void> {
  await rm(file, { force: true });
}
