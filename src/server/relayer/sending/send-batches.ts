import { randomInt } from "node:crypto";
import { offerFee } from "../../../chain/sending/fees.ts";
import type { ChainFacts } from "./chain-facts.ts";
import { peekEntries, waitingGroups, type Entry, type EntryGroup } from "./entries.ts";
import { handOver } from "./hand-over.ts";
import { keep } from "./keep.ts";
import { prepareAll } from "./prepare.ts";
import type { Hold, Sending } from "./sending.ts";
import { SIZES_BY_ATTEMPTS } from "./settings.ts";
import { shuffled } from "./shuffle.ts";
import { sideBySide } from "./side-by-side.ts";
import { inFlight, type InFlight } from "./submissions.ts";

/** Pages of waiting entries that senders choose from, so that two of them seldom prepare the same. */
const PAGES = 4;
/** What was not taken in full is tried again soon, not at once. */
const PAUSE_MS = 1_000;
/**
 * Full batches that go together where so many wait. They share the questions to the database, and a chain that makes a block for each
 * transaction that comes puts into one block those that come while it makes another: its work for a block grows with all it ever kept.
 */
const SIDE_BY_SIDE = 4;

/** What is ready of each group. `true` if there may be more at once. */
export async function sendBatches(sending: Sending): Promise<boolean> {
  const { store, notes, meters, settings, address } = sending;
  const groups = await waitingGroups(store.database);
  meters.waiting.set(groups.reduce((sum, { waiting }) => sum + waiting, 0));
  let hasMore = false;
  for (const group of shuffled(groups)) {
    const size = sizeOf(sending, group);
    // What reverted goes alone or nearly so: then a few that were put off would not wait at all.
    const isReady = group.isDue || (group.attempts === 0 && group.waiting >= size);
    if (!isReady || isSpent(group) || performance.now() < (notes.pauses.get(keyOf(group)) ?? 0)) continue;
    const flying = await inFlight(store.database, address);
    meters.inFlight.set(flying.count);
    // No pause: it may change at once.
    if (flying.count >= settings.maxInFlight) break;
    const isSent = await sendGroup(sending, { group, size, flying });
    if (!isSent) notes.pauses.set(keyOf(group), performance.now() + PAUSE_MS);
    hasMore ||= isSent;
  }
  if (groups.length === 0) notes.hold = undefined;
  return hasMore;
}

function sizeOf({ settings }: Sending, { kind, attempts }: EntryGroup): number {
  if (kind === "withdrawal") return 1;
  return Math.min(settings.batchSize, SIZES_BY_ATTEMPTS[attempts] ?? 1);
}

/** To be given up, unless other nodes say otherwise. */
function isSpent({ attempts }: EntryGroup): boolean {
  return attempts >= SIZES_BY_ATTEMPTS.length;
}

function keyOf({ kind, target, attempts }: EntryGroup): string {
  return `${kind}:${target}:${attempts}`;
}

interface ReadyGroup {
  readonly group: EntryGroup;
  /** Most entries of one batch. */
  readonly size: number;
  /** Unmined so far. */
  readonly flying: InFlight;
}

/** `false` if nothing could be sent now. */
async function sendGroup(sending: Sending, ready: ReadyGroup): Promise<boolean> {
  const { settings, notes, address } = sending;
  const { group } = ready;
  const facts = await sending.facts.recent();
  const fee = offerFee(facts.market, settings);
  if (fee === undefined) return hold(sending, "fee-above-limit");
  const batches = await chooseBatches(sending, { ...ready, facts, feePerGas: fee.maxFeePerGas });
  if (typeof batches === "string") return hold(sending, batches);
  if (batches.length === 0) return false;
  notes.hold = undefined;

  const { kind, target } = group;
  const good = await prepareAll(sending, batches.map((entries) => ({ kind, target: BigInt(target), entries }))); // prettier-ignore
  // Asked at once again it would be told the same.
  if (good.every(({ length }) => length === 0)) return false;
  await sending.onStep("relayer.batch-taken");
  const kept = await keep(sending, { group, batches: good, facts, fee });
  if (kept.length === 0) return false;
  await sending.onStep("relayer.submission-stored");
  await sideBySide(kept, (each) => handOver(sending, { ...each, account: address }));
  return true;
}

function hold({ notes, log }: Sending, reason: Hold): false {
  if (notes.hold !== reason) log.warn({ reason }, "entries wait");
  notes.hold = reason;
  return false;
}

/** One batch, or several full ones; as many as can be paid. Nothing is taken yet. */
async function chooseBatches(
  sending: Sending,
  { group, size, flying, facts, feePerGas }: ReadyGroup & { facts: ChainFacts; feePerGas: bigint },
): Promise<Hold | Entry[][]> {
  const { store, gas } = sending;
  const { kind } = group;
  const wanted = countOf(sending, { group, size, flying });
  const pages = Math.max(1, Math.min(PAGES, Math.floor(group.waiting / (size * wanted))));
  const waiting = await peekEntries(store.database, { ...group, count: size * wanted, page: randomInt(pages) });
  if (waiting.length === 0) return [];
  const words = waiting[0]!.words.length;
  const count = Math.min(size, gas.mostItems({ kind, words }, facts.head.gasLimit));
  if (count === 0) return "block-too-small";
  const entries = shuffled(waiting.slice(0, count * wanted));
  const batches: Entry[][] = [];
  // What flies may cost less, but an account that runs empty in between blocks its own nonces.
  let left = facts.balance - flying.cost;
  for (let at = 0; at < entries.length; at += count) {
    const batch = entries.slice(at, at + count);
    left -= gas.limitFor({ kind, words, count: batch.length }) * feePerGas;
    if (left < 0n) break;
    batches.push(batch);
  }
  return batches.length === 0 ? "wallet-empty" : batches;
}

function countOf({ gas, settings }: Sending, { group, size, flying }: ReadyGroup): number {
  // An estimate takes the node a second: it is asked for one. And what reverted is asked about batch by batch.
  if (!gas.isKnown(group.kind) || group.attempts > 0) return 1;
  const room = Math.min(SIDE_BY_SIDE, settings.maxInFlight - flying.count);
  return Math.max(1, Math.min(room, Math.floor(group.waiting / size)));
}
