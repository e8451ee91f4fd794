import { latestTime } from "../../../chain/time.ts";
import { PsephosError } from "../../../errors.ts";
import type { Presentation } from "../../../protocol/credential/presentation-file.ts";
import { parseRelayReceipt, relayReceiptText, type RelayReceipt } from "../../../protocol/relay-receipt.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import type { PreparedWithdrawal } from "../../../roles/holder/withdraw.ts";
import { getRelay, type RelayState } from "../../../server/client/endpoints.ts";
import {
  followRelay,
  latestPromise,
  submitToRelay,
  type RelayComplaint,
  type RelaySubmission,
} from "../../../server/client/relay.ts";
import { heldChain, services } from "../session.ts";
import { followed } from "./following.ts";
import { heldNotes, saveNotes } from "./purse.ts";

/** What is known of something that was handed to the sending service. */
export interface RelayNews {
  /** The service's word; undefined when it says nothing. */
  readonly told: RelayState | undefined;
  /** Code of a refusal that it told. */
  readonly reason: string | undefined;
  /** The chain's word: it is there for good. */
  readonly isRecorded: boolean;
  readonly complaint: RelayComplaint | undefined;
}

export type RelayListener = (news: RelayNews) => void;

const CONTRACT_OF = { attestation: "attestations", enrolment: "enrolments", withdrawal: "attestations" } as const;
const LOOK_MS = 1_500;

/** Gives a presentation, without what it discloses, to the portal's relayer, whose signed promise is kept. */
export async function handToRelayer(
  presentation: Presentation,
  { closesAt }: { closesAt?: number } = {},
): Promise<RelayReceipt> {
  const { kind } = presentation.context;
  if (kind !== "attestation" && kind !== "enrolment") throw new TypeError("only what a contract takes is relayed");
  return submit({ kind: "presentation", presentation }, { kind, closesAt });
}

/** Gives a withdrawal to the portal's relayer: from an account of hers it would tell who she is. */
export async function handWithdrawalToRelayer(withdrawal: PreparedWithdrawal): Promise<RelayReceipt> {
  const { chainId, deployment } = await heldChain();
  const place = { chainId: BigInt(chainId), contract: deployment.addresses.attestations };
  return submit({ kind: "withdrawal", ...place, ...withdrawal }, { kind: "withdrawal" });
}

async function submit(
  submission: RelaySubmission,
  { kind, closesAt }: { kind: keyof typeof CONTRACT_OF; closesAt?: number | undefined },
): Promise<RelayReceipt> {
  const [chain, facts] = [await heldChain(), await services.call(getRelay)];
  const contract = chain.deployment.addresses[CONTRACT_OF[kind]].toLowerCase();
  if (facts.chainId !== BigInt(chain.chainId) || facts.contracts[CONTRACT_OF[kind]] !== contract) {
    throw new PsephosError("RELAY_UNTRUSTED", "The sending service works for other contracts than this portal's.");
  }
  const now = await latestTime(chain);
  const latest = latestPromise({ now, longestDelaySeconds: facts.delaySeconds.max, closesAt });
  const receipt = await submitToRelay({ client: services, relayer: facts.address, submission, latest });
  const text = relayReceiptText(receipt);
  await saveNotes((notes) => ({ ...notes, relayed: [...notes.relayed, { text }] }));
  return receipt;
}

/** Whether the chain's final blocks have it. */
type Watch = () => Promise<boolean>;

/** What somebody handed to the sending service. */
export type RelayTarget = Pick<RelayReceipt, "kind" | "target">;

/** The promise for one target that is not kept yet, as far as this device knows. */
export async function promiseFor(target: RelayTarget): Promise<RelayReceipt | undefined> {
  const { relayed } = await heldNotes();
  return relayed.map(({ text }) => parseRelayReceipt(text)).findLast((receipt) => isFor(receipt, target));
}

/**
 * Tells what becomes of it until the chain has it for good; then its promise is forgotten. A refusal is the last that is told, and is told
 * again whenever it is followed, until the person drops the promise. `stopFollowing` of that name ends it before.
 */
export async function followPromise(input: {
  name: string;
  target: RelayTarget;
  /** Gives what asks the chain's final blocks for it; undefined if the wallet does not know enough to ask. */
  watch: (sent: { chain: Chain; receipt: RelayReceipt }) => Watch | undefined | Promise<Watch>;
  tell: RelayListener;
}): Promise<void> {
  const { name, target, watch, tell } = input;
  await followed(name, async (signal) => {
    const [chain, receipt] = [await heldChain(), await promiseFor(target)];
    const isIncluded = receipt === undefined ? undefined : await watch({ chain, receipt });
    if (receipt === undefined || isIncluded === undefined) return;
    const chainTime = (): Promise<number> => latestTime(chain);
    const question = { client: services, receipt, isIncluded, chainTime, pollMs: LOOK_MS, signal };
    for await (const { told, reason, complaint, included } of followRelay(question)) {
      if (included) await forgetPromise(receipt);
      tell({ told, reason, complaint, isRecorded: included });
      if (included || complaint === "refused") return;
    }
  });
}

/** The person has read that nothing may come of it, and starts again. */
export async function dropPromise(target: RelayTarget): Promise<void> {
  await forgetWhere((receipt) => isFor(receipt, target));
}

async function forgetPromise({ ticket }: RelayReceipt): Promise<void> {
  await forgetWhere((receipt) => receipt.ticket === ticket);
}

async function forgetWhere(isGone: (receipt: RelayReceipt) => boolean): Promise<void> {
  await saveNotes((notes) => {
    const relayed = notes.relayed.filter(({ text }) => !isGone(parseRelayReceipt(text)));
    return { ...notes, relayed };
  });
}

function isFor(receipt: RelayReceipt, { kind, target }: RelayTarget): boolean {
  return receipt.kind === kind && receipt.target === target;
}
