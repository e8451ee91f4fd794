import { estimateBatch, tryBatch } from "../../../chain/sending/batch-calls.ts";
import { isPsephosError, type PsephosError } from "../../../errors.ts";
import { postpone, type Entry } from "./entries.ts";
import { lookUp, refuse, type Lot } from "./refuse.ts";
import { callOf, isNothingNew, othersRefuse, verdictOf, type Verdict } from "./second-opinions.ts";
import type { Sending } from "./sending.ts";
import { sideBySide } from "./side-by-side.ts";

const LATER_SECONDS = 10;

/**
 * The entries that the contract would take in one transaction now. A lot that it refuses is halved until the bad entry stands alone, so
 * that it costs the others nothing; whatever is not returned has been refused, found on the chain, or put off.
 */
export async function prepare(sending: Sending, lot: Lot): Promise<Entry[]> {
  return await goodOf(sending, { lot, verdict: await judgeWhole(sending, lot) });
}

/**
 * The same of several lots that were drawn at random from those that wait for one target. Of ballots the first lot speaks for all if each of
 * it is news: what a verified ballot can be refused for, the end of the election or another relayer that sends the same, is common to all,
 * and a call costs the node as much as the transaction. A lot that is mined in vain costs its fee, and each entry of it is asked about then.
 */
export async function prepareAll(sending: Sending, lots: readonly Lot[]): Promise<Entry[][]> {
  const [first, ...others] = lots;
  if (first === undefined) return [];
  const verdict = await judgeWhole(sending, first);
  if (verdict === "all" && first.kind === "ballot") return lots.map(({ entries }) => [...entries]);
  const good = await goodOf(sending, { lot: first, verdict });
  return [good, ...(await sideBySide(others, (lot) => prepare(sending, lot)))];
}

async function goodOf(sending: Sending, { lot, verdict }: { lot: Lot; verdict: Verdict }): Promise<Entry[]> {
  return isPsephosError(verdict) ? await sift(sending, { lot, verdict }) : [...lot.entries];
}

async function sift(sending: Sending, { lot, verdict }: { lot: Lot; verdict: PsephosError }): Promise<Entry[]> {
  const { entries } = lot;
  if (isNothingNew(verdict)) {
    await handleNothingNew(sending, lot);
    return [];
  }
  if (isOfTarget(verdict) || entries.length === 1) {
    await handleRefusal(sending, { lot, verdict });
    return [];
  }
  const middle = entries.length >> 1;
  const good: Entry[] = [];
  for (const half of [entries.slice(0, middle), entries.slice(middle)]) {
    const part = { ...lot, entries: half };
    const ofHalf = await judge(sending, part);
    good.push(...(await goodOf(sending, { lot: part, verdict: ofHalf })));
  }
  return good;
}

/**
 * A call with the gas that the transaction will have: it runs the batch once (64 ballots on anvil: 50 ms), where an estimate runs it a score
 * of times (1 s). So the node estimates one batch, and the gas of the others follows from it. Sending without asking would save the 50 ms,
 * and pay for each batch that others were faster with.
 */
async function judgeWhole(sending: Sending, lot: Lot): Promise<Verdict> {
  const { gas } = sending;
  const size = { kind: lot.kind, words: lot.entries[0]!.words.length, count: lot.entries.length };
  const call = callOf(sending, lot);
  if (gas.isKnown(lot.kind)) {
    const verdict = await verdictOf(lot, tryBatch({ ...call, gasLimit: gas.limitFor(size) }));
    // It may have been the gas: then it is accepted without that limit.
    if (!isPsephosError(verdict) || isNothingNew(verdict)) return verdict;
  }
  const learning = estimateBatch(call).then((estimate) => {
    gas.learn(size, estimate);
    return undefined;
  });
  return await verdictOf(lot, learning);
}

function judge(sending: Sending, lot: Lot): Promise<Verdict> {
  return verdictOf(lot, tryBatch(callOf(sending, lot)));
}

const OF_TARGET = ["WrongPhase", "RetiredPolicy", "EnrolmentNotOpen", "EnrolmentFull"];
const UNKNOWN_TARGET = ["UnknownElection", "UnknownPolicy", "UnknownEnrolment"];

function isOfTarget({ detail }: PsephosError): boolean {
  return [...OF_TARGET, ...UNKNOWN_TARGET].includes(String(detail["error"]));
}

/** All of the lot is passed over. Where the chain shows no reason it is asked again later: its node may be behind. */
async function handleNothingNew(sending: Sending, lot: Lot): Promise<void> {
  const { absent, unsure } = await lookUp(sending, lot);
  await putOff(sending, unsure);
  if (lot.kind === "ballot") {
    await putOff(sending, absent);
    return;
  }
  // Withdrawn or revoked since, or the commitment is enrolled under another pseudonym.
  for (const entry of absent) {
    const single = { ...lot, entries: [entry] };
    if (await othersRefuse(sending, single)) await refuse(sending, { ...single, code: "ALREADY_DONE" });
    else await putOff(sending, [entry]);
  }
}

async function handleRefusal(sending: Sending, { lot, verdict }: { lot: Lot; verdict: PsephosError }): Promise<void> {
  const { entries, kind } = lot;
  if ((await mayPass(sending, { lot, verdict })) || !(await othersRefuse(sending, lot))) {
    await putOff(sending, entries);
    return;
  }
  await refuse(sending, { entries, kind, code: verdict.code });
}

/** Refusals that time may lift, or that come from a node which is behind. */
async function mayPass(sending: Sending, { lot, verdict }: { lot: Lot; verdict: PsephosError }): Promise<boolean> {
  const { error, actual } = verdict.detail;
  // An unknown trust root may be a new one; if not, the presentation soon is too old.
  if ([...UNKNOWN_TARGET, "PresentationFromFuture", "UnknownTrustRoot"].includes(String(error))) return true;
  if (error === "WrongPhase") return Number(actual) === 0;
  if (error !== "EnrolmentNotOpen") return false;
  const { head } = await sending.facts.recent();
  return head.timestamp < (lot.entries[0]!.closesAt ?? 0);
}

async function putOff(sending: Sending, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await postpone(sending.store.database, { ids: entries.map(({ id }) => id), seconds: LATER_SECONDS });
}
