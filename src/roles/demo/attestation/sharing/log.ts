import { anchorLog, readLatestAnchor } from "../../../../chain/log-anchors.ts";
import { PsephosError } from "../../../../errors.ts";
import { fromHex, toHex } from "../../../../protocol/sharing/hex.ts";
import type { LogHead } from "../../../../protocol/sharing/log-head.ts";
import { viewingKeysOf } from "../../../../protocol/sharing/viewing-key.ts";
import type { Account } from "../../../chain-session.ts";
import { findRecords, type FoundRecords } from "../../../holder/find-records.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import type { RecordKeeper } from "../../../record-keeper/keeper.ts";
import type { Stage } from "../../stage.ts";
import type { Citizen } from "../world.ts";

/** The registry's log, and where its state is put on chain. */
export interface Log {
  readonly keeper: RecordKeeper;
  readonly logId: bigint;
  /** Its operator. */
  readonly account: Account;
}

export async function anchor(stage: Stage, { keeper, logId, account }: Log): Promise<void> {
  const { size, root } = keeper.log.head;
  const { transactionHash } = await anchorLog({ chain: stage.chain, account, logId, size, root: toHex(root) });
  await stage.gas.add("anchorLog", transactionHash);
  stage.narrator.say("anchored", { count: size });
}

/** The log as the registry publishes it. */
export async function entriesOf({ log }: RecordKeeper): Promise<string[]> {
  const entries: string[] = [];
  for await (const entry of log.entries()) entries.push(entry);
  return entries;
}

interface Search {
  readonly log: Log;
  readonly citizen: Citizen;
  readonly asked: PublishedPolicy;
  /** What she checked last. */
  readonly lastSeen?: LogHead;
}

/** She reads the whole log on her own device and holds it against the chain. */
export async function findOwn(stage: Stage, search: Search): Promise<FoundRecords & { head: LogHead }> {
  const entries = await entriesOf(search.log.keeper);
  const found = await searchIn(stage, { ...search, entries });
  if (found.completeness === "complete" && found.faulty.length === 0) return found;
  throw new PsephosError("DEMONSTRATION_FAILED", `The honest log is ${found.completeness}.`);
}

/** Somebody of whom there is no record reads the same log. */
export async function findNothing(stage: Stage, search: Search): Promise<void> {
  const { records } = await findOwn(stage, search);
  if (records.length > 0) throw new PsephosError("DEMONSTRATION_FAILED", "Somebody found records of another person.");
  stage.narrator.say("foundNothing");
}

/** The registry shows her a log from which the last look at her data was taken out. */
export async function hideRecord(stage: Stage, search: Search): Promise<void> {
  const { records } = await findOwn(stage, search);
  const hidden = records.at(-1)!.entry.sequence;
  const entries = (await entriesOf(search.log.keeper)).filter((_, sequence) => sequence !== hidden);
  const found = await searchIn(stage, { ...search, entries });
  if (found.completeness === "complete") {
    throw new PsephosError("DEMONSTRATION_FAILED", "A record was taken out of the log, and nobody saw it.");
  }
  stage.refusals.note({ cheat: "hidden-record", attempt: "takenOut" });
}

async function searchIn(
  { chain }: Stage,
  { log, citizen, asked, entries, lastSeen }: Search & { entries: readonly string[] },
): Promise<FoundRecords & { head: LogHead }> {
  const { departmentId: verifierId, scopeId } = asked.terms;
  const { secret } = citizen.wallet.identity;
  const { secret: viewingSecret } = viewingKeysOf({ secret, verifierId, scopeId });
  const { size, root } = await readLatestAnchor(chain, log.logId);
  const head = { size, root: fromHex(root) };
  const found = await findRecords({ entries, viewingSecrets: [viewingSecret], anchored: head, lastSeen });
  return { ...found, head };
}
