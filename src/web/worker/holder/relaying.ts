import { latestTime } from "../../../chain/time.ts";
import { PsephosError } from "../../../errors.ts";
import type { Presentation } from "../../../protocol/credential/presentation-file.ts";
import { parseRelayReceipt, relayReceiptText, type RelayReceipt } from "../../../protocol/relay-receipt.ts";
import type { SentPresentation } from "../../../roles/holder/watch-presentation.ts";
import { watchPresentation } from "../../../roles/holder/watch-presentation.ts";
import { getRelay, type RelayState } from "../../../server/client/endpoints.ts";
import { followRelay, latestPromise, submitToRelay, type RelayComplaint } from "../../../server/client/relay.ts";
import { heldChain, services } from "../session.ts";
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

const CONTRACT_OF = { attestation: "attestations", enrolment: "enrolments" } as const;
const LOOK_MS = 1_500;

/** Gives a presentation, without what it discloses, to the portal's relayer, whose signed promise is kept. */
export async function handToRelayer(
  presentation: Presentation,
  { closesAt }: { closesAt?: number } = {},
): Promise<RelayReceipt> {
  const [chain, facts] = [await heldChain(), await services.call(getRelay)];
  const { kind } = presentation.context;
  if (kind !== "attestation" && kind !== "enrolment") throw new TypeError("only what a contract takes is relayed");
  const contract = chain.deployment.addresses[CONTRACT_OF[kind]].toLowerCase();
  if (facts.chainId !== BigInt(chain.chainId) || facts.contracts[CONTRACT_OF[kind]] !== contract) {
    throw new PsephosError("RELAY_UNTRUSTED", "The sending service works for other contracts than this portal's.");
  }
  const now = await latestTime(chain);
  const latest = latestPromise({ now, longestDelaySeconds: facts.delaySeconds.max, closesAt });
  const submission = { kind: "presentation", presentation } as const;
  const receipt = await submitToRelay({ client: services, relayer: facts.address, submission, latest });
  const text = relayReceiptText(receipt);
  await saveNotes((notes) => ({ ...notes, relayed: [...notes.relayed, { text }] }));
  return receipt;
}

/** The promise for one target that is not kept yet, as far as this device knows. */
export async function promiseFor(target: Pick<RelayReceipt, "kind" | "target">): Promise<RelayReceipt | undefined> {
  const { relayed } = await heldNotes();
  return relayed
    .map(({ text }) => parseRelayReceipt(text))
    .findLast((receipt) => receipt.kind === target.kind && receipt.target === target.target);
}

/** Tells what becomes of it until the chain has it for good; then its promise is forgotten. */
export async function followPromise(input: {
  receipt: RelayReceipt;
  sent: SentPresentation;
  tell: RelayListener;
  signal: AbortSignal;
}): Promise<void> {
  const { receipt, sent, tell, signal } = input;
  const chain = await heldChain();
  const isIncluded = watchPresentation({ chain, presentation: sent });
  const chainTime = (): Promise<number> => latestTime(chain);
  const following = { client: services, receipt, isIncluded, chainTime, pollMs: LOOK_MS, signal };
  for await (const { told, reason, complaint, included } of followRelay(following)) {
    if (included || complaint === "refused") await forgetPromise(receipt);
    tell({ told, reason, complaint, isRecorded: included });
    if (included || complaint === "refused") return;
  }
}

async function forgetPromise({ ticket }: RelayReceipt): Promise<void> {
  await saveNotes((notes) => {
    const relayed = notes.relayed.filter(({ text }) => parseRelayReceipt(text).ticket !== ticket);
    return { ...notes, relayed };
  });
}
