import { batchContract, encodeBatch, readRecorded, tryBatch, type PreparedCall } from "../../../chain/sending/batch-calls.ts"; // prettier-ignore
import type { Chain } from "../../../chain/contracts.ts";
import { finalBlock } from "../../../chain/finality.ts";
import { askAgain } from "../../../chain/sending/ask-again.ts";
import { isPsephosError, type PsephosError } from "../../../errors.ts";
import type { Lot } from "./refuse.ts";
import type { Sending } from "./sending.ts";

/** What the contract says of a lot before anything is signed: it would record all of it, or perhaps a part alone, or refuses it. */
export type Verdict = "all" | "some" | PsephosError;

export function callOf(sending: Sending, lot: Lot, chain: Chain = sending.chain): PreparedCall {
  const data = encodeBatch({ kind: lot.kind, target: lot.target, items: lot.entries });
  const isSingle = lot.kind === "withdrawal";
  return { chain, from: sending.address, to: batchContract(chain, lot.kind), data, isSingle };
}

/** How many items the contract would record; undefined where the node was not asked that. */
export type Answer = Promise<number | undefined>;

/** Trouble with the node is no verdict: it is thrown. */
export async function verdictOf({ entries }: Lot, answer: Answer): Promise<Verdict> {
  try {
    return (await answer) === entries.length ? "all" : "some";
  } catch (error) {
    if (isPsephosError(error) && ["refused", "input"].includes(error.exitClass)) return error;
    throw error;
  }
}

export function isNothingNew({ detail }: PsephosError): boolean {
  return detail["error"] === "NothingAccepted" || detail["error"] === "AlreadyWithdrawn";
}

/** Number of the newest block that the chain will not take back. */
export async function finalNumber({ chain, settings }: Sending): Promise<number> {
  const { confirmations } = settings;
  const finality = confirmations === undefined ? {} : { confirmations };
  return await askAgain(() => finalBlock(chain, finality));
}

/**
 * One node alone does not get an acknowledged entry refused where others can be asked: each of them must refuse the lot, too, and not
 * because what it says is on the chain already.
 */
export async function othersRefuse(sending: Sending, lot: Lot): Promise<boolean> {
  for (const chain of sending.secondOpinions) {
    const isRefused = await refuses(sending, { lot, chain }).catch(() => undefined);
    if (isRefused !== true) {
      sending.notes.doubt = isRefused === undefined ? "unanswered" : "contradicted";
      sending.log.error({ kind: lot.kind, doubt: sending.notes.doubt }, "other nodes do not refuse what this one does");
      return false;
    }
  }
  return true;
}

async function refuses(sending: Sending, { lot, chain }: { lot: Lot; chain: Chain }): Promise<boolean> {
  const verdict = await verdictOf(lot, tryBatch(callOf(sending, lot, chain)));
  if (!isPsephosError(verdict)) return false;
  if (!isNothingNew(verdict)) return true;
  const { kind, target, entries } = lot;
  const recorded = await readRecorded({ chain, kind, target, nullifiers: entries.map(({ nullifier }) => nullifier) });
  return !entries.some(({ nullifier, words }) =>
    recorded.some((item) => item.nullifier === nullifier && item.says(words)),
  );
}
