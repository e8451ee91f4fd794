import { z } from "zod";
import { readRoll } from "../../chain/rolls.ts";
import { PsephosError } from "../../errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import { openElection } from "../../roles/open-election.ts";
import { fileExists, parseJson, readFileText } from "../../roles/read-file.ts";
import { besides } from "../../roles/voter/sent-ballot.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import { readAbout } from "../../server/client/endpoints.ts";
import { findReceipt, type FoundReceipt } from "../../server/client/receipts.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { serviceAt, type Service } from "./service-options.ts";

export interface GivenReceipt {
  /** As typed; `-` for standard input, which has nothing beside it. */
  readonly file: string;
  readonly receipt: Receipt;
}

const MAX_VOTERS = 2 ** 20;
const bucketSchema = z.strictObject({ bucket: z.string().regex(/^(all|[01]{1,20})$/) });

/** What an index says of a receipt. It learns a part of the record in which the ballot is, and the same part however often it is asked. */
export async function askIndex(
  context: Context,
  { input, url, given }: { input: Input; url: string; given: GivenReceipt },
): Promise<FoundReceipt> {
  const { client } = serviceAt({ name: "--index", url });
  const { receipt } = given;
  await requireSamePlace(client, receipt);
  const rollSize = await votersOf(context, { input, receipt });
  const found = await findReceipt({ client, receipt, rollSize, bucket: await bucketKeptWith(given) });
  await keepBucket(given, found.bucket);
  return found;
}

async function requireSamePlace(client: Service["client"], { chainId, contract }: Receipt): Promise<void> {
  const about = await client.call(readAbout);
  if (BigInt(about.chainId) === chainId && about.contracts.elections === contract) return;
  throw new PsephosError(
    "CHAIN_ID_MISMATCH",
    `The receipt is for contract ${contract} on chain ${chainId}, and the index reads others. Ask the organizer for the right one.`,
  );
}

/** Never by the index's own word, which could make the question as fine as it likes. 0 fetches the whole record. */
async function votersOf(context: Context, { input, receipt }: { input: Input; receipt: Receipt }): Promise<number> {
  const typed = input.optionalInteger("voters", { min: 1, max: MAX_VOTERS });
  if (typed !== undefined || !context.isChainNamed) return typed ?? 0;
  const chain = await context.chain();
  const { record } = await openElection({ chain, electionId: receipt.electionId });
  return (await readRoll(chain, record.config.rollId)).size;
}

async function bucketKeptWith({ file }: GivenReceipt): Promise<string | undefined> {
  const kept = besides(file, "asked");
  if (file === "-" || !(await fileExists(kept))) return undefined;
  return bucketSchema.safeParse(parseJson({ text: await readFileText(kept), source: kept })).data?.bucket;
}

async function keepBucket({ file }: GivenReceipt, bucket: string): Promise<void> {
  if (file === "-") return;
  const data = `${JSON.stringify({ bucket })}\n`;
  await writeFileWhole({ file: besides(file, "asked"), data, secrecy: "secret", overwrite: true });
}
