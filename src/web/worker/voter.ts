import { receiptText } from "../../protocol/receipt.ts";
import type { ReceiptState } from "../../roles/voter/check-receipt.ts";
import { checkedElection, electionForVoter, type ElectionForVoter } from "./voting/elections.ts";
import { listedElections, type ListedElection } from "./voting/list.ts";
import { followBallot, type NewsListener } from "./voting/follow.ts";
import type { FillProgress } from "./voting/pace.ts";
import { boothOf, fetchCircuit, placeIn, type VoterPlace } from "./voting/place.ts";
import { findPrepared, prepareBallot, preparedOf, testPrepared, type PreparedBallot } from "./voting/prepare.ts";
import {
  countDamagedReceipts,
  findKept,
  keepReceipt,
  keptReceipts,
  stateOfReceipt,
  type ReceiptPlace,
} from "./voting/receipts.ts";
import { castKept, castPrepared, handOver, startAnew } from "./voting/sent.ts";
import { checkTested, type TestedBallot } from "./voting/tested.ts";

/** A receipt as its page shows it. */
export interface ShownReceipt extends ReceiptPlace {
  /** Unix seconds, by this device's clock. */
  readonly keptAt: number;
  readonly isBallotKept: boolean;
  /** The file's content. */
  readonly text: string;
}

const following = new Map<string, AbortController>();

/** From the election to the receipt. Choices come in, encrypted ballots go out. */
export const voter = {
  /** Those that can be voted in first. */
  elections(): Promise<ListedElection[]> {
    return listedElections();
  },

  /** The election with its manifest, both checked against the chain. */
  election(electionId: bigint): Promise<ElectionForVoter> {
    return electionForVoter(electionId);
  },

  /** Its title alone, in both languages, as checked. */
  async title(electionId: bigint): Promise<Readonly<Record<"en" | "zh", string>>> {
    return (await checkedElection(electionId)).manifest.title;
  },

  place(electionId: bigint): Promise<VoterPlace> {
    return placeIn(electionId);
  },

  /** Reads and keeps all that a ballot takes, the same whatever is chosen: from then on one can be made without a connection. */
  async getReady(electionId: bigint): Promise<void> {
    await Promise.all([boothOf(electionId), fetchCircuit(electionId)]);
  },

  /** The ballot that waits here, if one does. */
  async prepared(electionId: bigint): Promise<PreparedBallot | undefined> {
    const ballot = await findPrepared(electionId);
    return ballot === undefined ? undefined : preparedOf(ballot);
  },

  /** `values` by option, in the manifest's order. `session.cancel("ballot")` ends it with INTERRUPTED. */
  fill(
    { electionId, values }: { electionId: bigint; values: readonly number[] },
    tell: (progress: FillProgress) => void,
  ): Promise<PreparedBallot> {
    return prepareBallot({ electionId, values, tell });
  },

  /** Casts the ballot that waits, which must be the one that was shown. Once this is done it leaves this device sooner or later; `follow` tells when. */
  cast(seen: ReceiptPlace) {
    return castPrepared(seen);
  },

  /** Opens the ballot that waits, which must be the one that was shown, for everybody, instead of casting it. */
  test(seen: ReceiptPlace): Promise<PreparedBallot & { fileName: string; text: string }> {
    return testPrepared(seen);
  },

  checkTest(given: { text: string; noted: string | undefined }): Promise<TestedBallot> {
    return checkTested(given);
  },

  async receipts(): Promise<ShownReceipt[]> {
    return (await keptReceipts()).map(shown);
  },

  /** How many of this device cannot be read: `receipts` leaves them out. */
  damagedReceipts(): Promise<number> {
    return countDamagedReceipts();
  },

  /** Undefined where the receipt is on another device. */
  async receipt(place: ReceiptPlace): Promise<ShownReceipt | undefined> {
    const kept = await findKept(place);
    return kept === undefined ? undefined : shown(kept);
  },

  /** Takes in a receipt from another device. */
  keepReceipt(text: string): Promise<ReceiptPlace> {
    return keepReceipt(text);
  },

  /** Searches the election's whole log here: nobody learns which ballot is looked for. */
  check(place: ReceiptPlace): Promise<ReceiptState> {
    return stateOfReceipt(place);
  },

  /** Sends a kept ballot again: the very same one, which counts once. */
  async sendAgain(place: ReceiptPlace): Promise<void> {
    await handOver(place);
  },

  /** From the account that is open on this device, which everybody sees. */
  castDirectly(place: ReceiptPlace): Promise<void> {
    return castKept(place);
  },

  /** Gives up a ballot that can never be counted, with its receipt; BALLOT_ON_ITS_WAY for one that may be. */
  startAnew(place: ReceiptPlace): Promise<void> {
    return startAnew(place);
  },

  /** Tells what becomes of a ballot until nothing more can change; `stopFollowing` with the same name ends it before. */
  async follow(place: ReceiptPlace, name: string, tell: NewsListener): Promise<void> {
    const controller = new AbortController();
    following.set(name, controller);
    try {
      await followBallot({ place, tell, signal: controller.signal });
    } finally {
      following.delete(name);
    }
  },

  stopFollowing(name: string): void {
    following.get(name)?.abort();
  },
};

function shown({ receipt, keptAt, isBallotKept }: Awaited<ReturnType<typeof keptReceipts>>[number]): ShownReceipt {
  const { electionId, ballotHash } = receipt;
  return { electionId, ballotHash, keptAt, isBallotKept, text: receiptText(receipt) };
}
