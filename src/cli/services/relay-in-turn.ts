import { isPsephosError, PsephosError } from "../../errors.ts";
import type { RelayReceipt } from "../../protocol/relay-receipt.ts";
import { latestTime } from "../../chain/time.ts";
import type { Chain } from "../../roles/chain-session.ts";
import {
  contentOf,
  followRelay,
  latestPromise,
  submitToRelay,
  type RelayComplaint,
  type RelaySubmission,
} from "../../server/client/relay.ts";
import type { Context } from "../context.ts";
import { formatDuration, formatTime } from "../format.ts";
import { refusalText } from "../refusal-text.ts";
import { relayComplaintTexts, relayTexts as texts } from "../texts/relay.ts";
import { openRelay } from "./open-relay.ts";
import type { Service } from "./service-options.ts";
import { sayState } from "./relay-lines.ts";

export interface Relaying {
  readonly chain: Chain;
  /** In the order in which they are tried: one after another, always with the very same content. */
  readonly relays: readonly Service[];
  readonly submission: RelaySubmission;
  /** When its target takes no more, unix seconds by the person's own node; undefined where it never ends. */
  readonly closesAt?: number;
  /** Whether the final blocks have it, by the person's own node. */
  readonly isIncluded: () => Promise<boolean>;
  /** Called with each promise before it is relied on; keeps it, and gives the name of the file. */
  readonly keep: (receipt: RelayReceipt) => Promise<string>;
  /** Only hand it over. */
  readonly leave: boolean;
  /** Between two looks; 2 s unless told. */
  readonly pollMs?: number;
}

export interface Relayed {
  readonly url: string;
  readonly receipt: RelayReceipt;
  readonly relayReceiptFile: string;
  /** The chain has it for good; false when it was only handed over. */
  readonly isFinal: boolean;
}

/** For programs. */
export function relayJson({ url, receipt, relayReceiptFile, isFinal }: Relayed) {
  const { ticket, submitBy } = receipt;
  return { relay: url, ticket, submitBy, relayReceiptFile, isFinal };
}

/**
 * Hands it to the first relayer that takes it, and follows it until the person's own node has it in a final block. A relayer that refuses,
 * lies or delays is told of, and the next one gets the same: contracts count once. RELAY_FAILED when none is left.
 */
export async function relayInTurn(context: Context, relaying: Relaying): Promise<Relayed> {
  const failures: string[] = [];
  for (const relay of relaying.relays) {
    const done = await tryRelay(context, { relaying, relay });
    if (typeof done !== "string") return done;
    failures.push(done);
    const line = context.say(texts.failed, { url: relay.url, reason: done });
    context.progress(context.style.bad(line));
  }
  const last = failures.at(-1) ?? "";
  throw new PsephosError("RELAY_FAILED", `No relayer did it. The last one: ${last}`, { detail: { failures } });
}

/** What came of one relayer: the reason, if nothing. */
async function tryRelay(
  context: Context,
  { relaying, relay }: { relaying: Relaying; relay: Service },
): Promise<Relayed | string> {
  const { submission, chain, closesAt } = relaying;
  const { url } = relay;
  let receipt: RelayReceipt;
  let relayReceiptFile: string;
  try {
    const facts = await openRelay({ relay, chain, kind: contentOf(submission).kind });
    const { min, max } = facts.delaySeconds;
    const [shortest, longest] = [formatDuration(min, context.language), formatDuration(max, context.language)];
    context.progress(context.say(texts.handingOver, { url, shortest, longest }));
    if (facts.directCasting.advised) context.progress(context.say(texts.directAdvised));
    const latest = latestPromise({ now: await latestTime(chain), longestDelaySeconds: max, closesAt });
    receipt = await submitToRelay({ client: relay.client, relayer: facts.address, submission, latest });
    relayReceiptFile = await relaying.keep(receipt);
  } catch (error) {
    if (isPsephosError(error) && !OWN_TROUBLES.has(error.code)) return reasonOf(context, error);
    throw error;
  }
  context.progress(context.say(texts.promised, { by: formatTime(receipt.submitBy), file: relayReceiptFile }));
  if (relaying.leave) return { url, receipt, relayReceiptFile, isFinal: false };
  const complaint = await follow(context, { relaying, relay, receipt });
  return complaint === undefined ? { url, receipt, relayReceiptFile, isFinal: true } : complaint;
}

/** Not the relayer's fault: the next one would meet it too. */
const OWN_TROUBLES: ReadonlySet<string> = new Set(["FILE_UNWRITABLE", "PRESENTATION_OTHER_CONTEXT"]);

/** Undefined once the chain has it, else what the relayer did wrong. */
async function follow(
  context: Context,
  { relaying, relay, receipt }: { relaying: Relaying; relay: Service; receipt: RelayReceipt },
): Promise<string | undefined> {
  const { chain, isIncluded, pollMs } = relaying;
  const pace = pollMs === undefined ? {} : { pollMs };
  const chainTime = () => latestTime(chain);
  context.progress(context.say(texts.mayStop));
  let told: string | undefined;
  for await (const progress of followRelay({ client: relay.client, receipt, isIncluded, chainTime, ...pace })) {
    if (progress.included) return undefined;
    if (progress.told !== told && progress.told !== undefined) context.progress(sayState(context, progress.told));
    told = progress.told;
    const { complaint, reason } = progress;
    if (complaint !== undefined) return complaintText(context, { complaint, reason });
  }
  return complaintText(context, { complaint: "silent", reason: undefined });
}

function complaintText(
  context: Context,
  { complaint, reason }: { complaint: RelayComplaint; reason: string | undefined },
): string {
  return context.say(relayComplaintTexts[complaint], { reason: reason ?? "?" });
}

function reasonOf(context: Context, { code, message }: PsephosError): string {
  return refusalText({ code, message }, context.language);
}
