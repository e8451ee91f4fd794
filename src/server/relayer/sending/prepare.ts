import { estimateBatch, tryBatch } from "../../../chain/sending/batch-calls.ts";
import type { PsephosError } from "../../../errors.ts";
import { postpone, type Entry } from "./entries.ts";
import { lookUp, refuse, type Lot } from "./refuse.ts";
import { callOf, isNothingNew, othersRefuse, verdictOf, type Verdict } from "./second-opinions.ts";
import type { Sending } from "./sending.ts";

const LATER_SECONDS = 10;

/**
 * The entries that the contract would take in one transaction now. A lot that it refuses is halved until the bad entry stands alone, so
 * that it costs the others nothing; whatever is not returned has been refused, found on the chain, or put off.
 */
export async function prepare(sending: Sending, lot: Lot): Promise<Entry[]> {
  const verdict = await judgeWhole(sending, lot);
  if (verdict === "accepted") return [...lot.entries];
  return await sift(sending, { lot, verdict });
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
    good.push(...(ofHalf === "accepted" ? half : await sift(sending, { lot: part, verdict: ofHalf })));
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
    const verdict = await verdictOf(tryBatch({ ...call, gasLimit: gas.limitFor(size) }));
    // It may have been the gas: then it is accepted without that limit.
    if (verdict === "accepted" || isNothingNew(verdict)) return verdict;
  }
  return await verdictOf(estimateBatch(call).then((estimate) => gas.learn(size, estimate)));
}

function judge(sending: Sending, lot: Lot): Promise<Verdict> {
  return verdictOf(tryBatch(callOf(sending, lot)));
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
