import { readElection } from "../../../chain/elections.ts";
import { finalBlock } from "../../../chain/finality.ts";
import { latestTime } from "../../../chain/time.ts";
import { translating } from "../../../chain/sending/errors.ts";
import { isPsephosError, type ErrorCode } from "../../../errors.ts";
import type { RelayReceipt } from "../../../protocol/relay-receipt.ts";
import type { ReceiptState } from "../../../roles/voter/check-receipt.ts";
import type { RelayState } from "../../../server/client/endpoints.ts";
import { followRelay, type RelayComplaint } from "../../../server/client/relay.ts";
import { pause } from "../../../server/client/retry.ts";
import { heldChain, services } from "../session.ts";
import { findKept, latestPromiseFor, stateOfReceipt, type ReceiptPlace } from "./receipts.ts";
import { handOver, NEVER_COUNTED } from "./sent.ts";

/** What is known of a ballot that left, or waits to leave, this device. */
export interface BallotNews {
  /** The chain's own word; undefined until it was asked. */
  readonly chain: ReceiptState | undefined;
  /** The sending service's signed promise. */
  readonly promise: Pick<RelayReceipt, "ticket" | "submitBy"> | undefined;
  /** What that service says; believed only as far as the chain shows it. */
  readonly told: RelayState | undefined;
  readonly complaint: RelayComplaint | undefined;
  /** Code of what the service refused it for. */
  readonly reason: string | undefined;
  /** Why it could not be handed over or looked for, just now. */
  readonly trouble: ErrorCode | undefined;
  /** The ballot is here and can be sent again. */
  readonly isKept: boolean;
  /** As far as the service and this device can tell it can never be counted: `startAnew` makes certain. */
  readonly isUnusable: boolean;
  /** The voting is over: what the chain does not have now it will not take. */
  readonly isClosed: boolean;
}

export type NewsListener = (news: BallotNews) => void;

const AGAIN_MS = 4_000;
const LOOK_MS = 2_000;

/** What may pass by itself; of anything else the person decides whether it is tried again. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  "SERVICE_UNREACHABLE",
  "CHAIN_UNREACHABLE",
  "CHAIN_TIMEOUT",
  "CHAIN_BUSY",
  "BUSY",
  "RATE_LIMITED",
  "NOT_READY",
  "REQUEST_TOO_SLOW",
  "INTERNAL",
  "STORE_UNAVAILABLE",
]);

/** Hands a kept ballot over if nobody has it, and follows it until the chain has it for good. Ends also when nothing more can come. */
export async function followBallot(input: {
  place: ReceiptPlace;
  tell: NewsListener;
  signal: AbortSignal;
}): Promise<void> {
  const { place, tell, signal } = input;
  let news: BallotNews = await firstNews(place);
  const say = (change: Partial<BallotNews>): void => {
    news = { ...news, ...change };
    tell(news);
  };
  say({});
  let mayHandOver = true;
  while (!signal.aborted) {
    try {
      const chain = await lookAtChain(place);
      say({ ...chain, trouble: undefined });
      if (isOver(news)) return;
      const promise = await promiseFor(place, mayHandOver && news.isKept);
      if (promise !== undefined) {
        say({ promise });
        await followPromise({ place, promise, say, signal });
        if (isOver(news)) return;
      }
    } catch (error) {
      if (error === signal.reason) return;
      if (!isPsephosError(error)) throw error;
      mayHandOver = PASSING.has(error.code);
      say({ trouble: error.code, isUnusable: NEVER_COUNTED.includes(error.code) });
    }
    await pause(AGAIN_MS, signal).catch(() => undefined);
  }
}

async function firstNews(place: ReceiptPlace): Promise<BallotNews> {
  const kept = await findKept(place);
  const promise = kept === undefined ? undefined : await latestPromiseFor(kept);
  return {
    chain: undefined,
    promise,
    told: undefined,
    complaint: undefined,
    reason: undefined,
    trouble: undefined,
    isKept: kept?.isBallotKept ?? false,
    isUnusable: false,
    isClosed: false,
  };
}

async function lookAtChain(place: ReceiptPlace): Promise<Pick<BallotNews, "chain" | "isKept" | "isClosed">> {
  const chain = await translating(stateOfReceipt(place));
  const { phase } = await translating(readElection(await heldChain(), place.electionId));
  const isKept = (await findKept(place))?.isBallotKept ?? false;
  return { chain, isKept, isClosed: phase !== "voting" };
}

function isOver({ chain, isClosed, isKept }: BallotNews): boolean {
  if (chain?.kind === "counted") return chain.isFinal;
  return chain?.kind === "altered" || isClosed || !isKept;
}

async function promiseFor(place: ReceiptPlace, mayHandOver: boolean): Promise<RelayReceipt | undefined> {
  const kept = await findKept(place);
  const promise = kept === undefined ? undefined : await latestPromiseFor(kept);
  return promise ?? (mayHandOver ? handOver(place) : undefined);
}

/** Until the chain has the ballot for good, or the service is not to be relied on any more. */
async function followPromise(input: {
  place: ReceiptPlace;
  promise: RelayReceipt;
  say: (change: Partial<BallotNews>) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { place, promise, say, signal } = input;
  const chain = await heldChain();
  const isIncluded = chainWatch(place, say);
  const chainTime = () => translating(latestTime(chain));
  const following = { client: services, receipt: promise, isIncluded, chainTime, pollMs: LOOK_MS, signal };
  for await (const { told, reason, complaint, included } of followRelay(following)) {
    say({ told, reason, complaint, trouble: undefined });
    if (included || complaint === "refused") return;
  }
}

/** The log is read again only when the answer can have changed: each block is looked at, and a ballot found once waits for finality. */
function chainWatch(place: ReceiptPlace, say: (change: Partial<BallotNews>) => void): () => Promise<boolean> {
  let [lookedAt, foundIn] = [-1, 0];
  return async () => {
    const connection = await heldChain();
    const newest = await translating(connection.provider.getBlockNumber());
    if (newest === lookedAt && foundIn === 0) return false;
    lookedAt = newest;
    if (foundIn > 0 && (await translating(finalBlock(connection))) < foundIn) return false;
    const news = await lookAtChain(place);
    say(news);
    const { chain, isClosed } = news;
    foundIn = chain?.kind === "counted" ? chain.blockNumber : 0;
    if (chain?.kind === "counted") return chain.isFinal;
    return chain?.kind === "altered" || isClosed;
  };
}
