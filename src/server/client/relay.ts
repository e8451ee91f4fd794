import { PsephosError, isPsephosError } from "../../errors.ts";
import { presentationText, withoutDisclosure, type Presentation } from "../../protocol/credential/presentation-file.ts";
import { ballotHash } from "../../protocol/receipt.ts";
import {
  presentationHash,
  relayReceiptFits,
  withdrawalHash,
  type RelayContent,
  type RelayReceipt,
} from "../../protocol/relay-receipt.ts";
import { ciphertextWords, type Ballot, type ProofWords } from "../../protocol/words.ts";
import {
  getRelayEntry,
  submitAttestation,
  submitBallot,
  submitEnrolment,
  submitWithdrawal,
  type RelayAnswer,
  type RelayEntry,
  type RelayState,
} from "../api/relay.ts";
import type { Client } from "./client.ts";

/** A relayer that need not be trusted: what it signs is checked, and what it tells is held against the chain. */

/** What is to be relayed; the places are those that the client itself knows, from its deployment file. */
export type RelaySubmission =
  | {
      readonly kind: "ballot";
      readonly chainId: bigint;
      /** Address of the elections' contract. */
      readonly contract: string;
      readonly electionId: bigint;
      readonly ballot: Ballot;
    }
  /** In the context of an attestation or enrolment. What it discloses stays here. */
  | { readonly kind: "presentation"; readonly presentation: Presentation }
  | {
      readonly kind: "withdrawal";
      readonly chainId: bigint;
      /** Address of the attestation registry. */
      readonly contract: string;
      readonly policyId: bigint;
      /** Public signals of the proof, in the circuit's order: the last is the pseudonym. */
      readonly signals: readonly [verifierId: bigint, scopeId: bigint, contextHash: bigint, pseudonym: bigint];
      /** Of what is ended, unix seconds. */
      readonly provenAt: bigint;
      readonly proof: ProofWords;
    };

export interface RelayRequest {
  readonly client: Client;
  /** Account of the relayer, 0x…: from a source other than the relayer where there is one. */
  readonly relayer: string;
  readonly submission: RelaySubmission;
  /** Unix seconds; a promise beyond that is none. See `latestPromise`. */
  readonly latest: number;
  /** When it was sent before: the same content has one ticket. */
  readonly earlier?: RelayReceipt | undefined;
  readonly signal?: AbortSignal;
}

/** Sends it. Refuses, with RELAY_UNTRUSTED, a receipt that is not the relayer's, not for exactly this, or promises too late. */
export async function submitToRelay(request: RelayRequest): Promise<RelayReceipt> {
  const content = contentOf(request.submission);
  const { ticket, receipt } = await send(request);
  const { relayer, earlier, latest } = request;
  if (receipt.ticket !== ticket || !relayReceiptFits({ receipt, content, relayer })) {
    throw untrusted("its receipt is not for what was sent, or was signed by somebody else");
  }
  if (receipt.submitBy > latest) throw untrusted("it promises to send this only when that may be of no use any more");
  if (earlier !== undefined && (earlier.ticket !== ticket || earlier.submitBy !== receipt.submitBy)) {
    throw untrusted("it gave two receipts for one thing");
  }
  return receipt;
}

/** Promises are rounded up to whole five minutes, and two nodes differ by some blocks. */
const PROMISE_SLACK_SECONDS = 600;

/** As long as a relayer can be set to wait. It alone says how long it waits; where nothing closes, this bounds what it may say. */
const LONGEST_DELAY_SECONDS = 86_400;

/** The latest promise that can be relied on. Times are the chain's, by the person's own node, in unix seconds. */
export function latestPromise({
  now,
  longestDelaySeconds,
  closesAt = Infinity,
}: {
  readonly now: number;
  /** As the relayer tells it beforehand; more than a day counts as a day. */
  readonly longestDelaySeconds: number;
  /** When the target takes no more, where that is known. */
  readonly closesAt?: number | undefined;
}): number {
  return Math.min(now + Math.min(longestDelaySeconds, LONGEST_DELAY_SECONDS) + PROMISE_SLACK_SECONDS, closesAt);
}

/** What a receipt for this must name. */
export function contentOf(submission: RelaySubmission): RelayContent {
  if (submission.kind === "ballot") {
    const { chainId, contract, electionId, ballot } = submission;
    const named = { nullifier: ballot.nullifier, contentHash: ballotHash(ballot) };
    return { chainId, contract: contract.toLowerCase(), kind: "ballot", target: electionId, ...named };
  }
  if (submission.kind === "withdrawal") {
    const { chainId, contract, policyId, signals } = submission;
    const named = { nullifier: signals[3], contentHash: withdrawalHash(signals) };
    return { chainId, contract: contract.toLowerCase(), kind: "withdrawal", target: policyId, ...named };
  }
  const { context, signals } = submission.presentation;
  const named = { nullifier: signals.pseudonym, contentHash: presentationHash(signals) };
  if (context.kind !== "attestation" && context.kind !== "enrolment") {
    const message = "This presentation was not made for a contract: a relayer cannot send it on. Prove anew.";
    throw new PsephosError("PRESENTATION_OTHER_CONTEXT", message);
  }
  const { chainId, contract, kind } = context;
  const target = context.kind === "attestation" ? context.policyId : context.enrolmentId;
  return { chainId, contract: contract.toLowerCase(), kind, target, ...named };
}

function send({ client, submission, signal }: RelayRequest): Promise<RelayAnswer> {
  const options = signal === undefined ? {} : { signal };
  if (submission.kind === "ballot") {
    const { electionId, ballot } = submission;
    const { proof, nullifier, ciphertexts } = ballot;
    const body = { proof, nullifier, ciphertexts: ciphertextWords(ciphertexts) };
    return client.call(submitBallot, { params: { electionId }, body, ...options });
  }
  if (submission.kind === "withdrawal") {
    const { policyId, signals, provenAt, proof } = submission;
    return client.call(submitWithdrawal, {
      params: { policyId },
      body: { pseudonym: signals[3], provenAt, proof },
      ...options,
    });
  }
  const { presentation } = submission;
  const body: unknown = JSON.parse(presentationText(withoutDisclosure(presentation)));
  return presentation.context.kind === "enrolment"
    ? client.call(submitEnrolment, { body: body as never, ...options })
    : client.call(submitAttestation, { body: body as never, ...options });
}

/** What is wrong with a relayer, each a reason to cast directly: the contract counts once, so it does no harm. */
export type RelayComplaint =
  /** It does not know the ticket that it signed. */
  | "forgot"
  /** It says "final", and the chain does not have it. */
  | "false-final"
  /** It took back what cannot be taken back, or told of another entry. */
  | "contradicts"
  /** The time that it promised has passed. */
  | "late"
  /** It sends no more: `reason` says why. */
  | "refused"
  /** It does not answer. */
  | "silent";

/** One look. */
export interface RelayProgress {
  /** The relayer's word; undefined when it says nothing. */
  readonly told: RelayState | undefined;
  /** Code of a refusal that was told. */
  readonly reason: string | undefined;
  /** The chain's word. */
  readonly included: boolean;
  readonly complaint: RelayComplaint | undefined;
}

export interface FollowRequest {
  readonly client: Client;
  readonly receipt: RelayReceipt;
  /** Whether it is in a final block, by a node that the voter trusts; never asked of the relayer. */
  readonly isIncluded: () => Promise<boolean>;
  /** Of the newest block of that node, unix seconds. */
  readonly chainTime: () => Promise<number>;
  readonly pollMs?: number;
  readonly signal?: AbortSignal;
}

const POLL_MS = 2_000;
/** Looks for which the chain may be behind a relayer that says "final", and a relayer may be silent. */
const PATIENCE = 3;

/**
 * Looks again and again until the chain itself has it, and gives what is new of what the relayer tells, with what is wrong with that.
 * A complaint does not end it: a late relayer may still come. Who stops listening casts directly.
 */
export async function* followRelay(request: FollowRequest): AsyncGenerator<RelayProgress> {
  const memory: Memory = { over: undefined, falseFinals: 0, silences: 0 };
  let last = "";
  while (request.signal?.aborted !== true) {
    const progress = await look(request, memory);
    const text = JSON.stringify(progress);
    if (text !== last) yield progress;
    last = text;
    if (progress.included) return;
    await pause(request);
  }
}

/** What was told before. */
interface Memory {
  over: "final" | "refused" | undefined;
  falseFinals: number;
  silences: number;
}

async function look(request: FollowRequest, memory: Memory): Promise<RelayProgress> {
  const answer = await ask(request);
  const included = await request.isIncluded();
  const entry = typeof answer === "string" ? undefined : answer;
  const told = { told: entry?.state, reason: entry?.reason ?? undefined, included };
  if (included) return { ...told, complaint: undefined };
  const late = (await request.chainTime()) > request.receipt.submitBy;
  const complaint = complaintAbout({ answer, memory, ticket: request.receipt.ticket });
  return { ...told, complaint: complaint ?? (late ? lateness(entry) : undefined) };
}

/** What is mined may wait for the chain's finality longer than was promised for the sending. */
function lateness(entry: RelayEntry | undefined): "late" | undefined {
  return entry?.state === "included" || entry?.state === "final" ? undefined : "late";
}

async function ask({ client, receipt, signal }: FollowRequest): Promise<RelayEntry | "forgot" | "silent"> {
  try {
    const options = signal === undefined ? {} : { signal };
    return await client.call(getRelayEntry, { params: { ticket: receipt.ticket }, ...options });
  } catch (error) {
    if (isPsephosError(error, "NOT_FOUND")) return "forgot";
    if (isPsephosError(error)) return "silent";
    throw error;
  }
}

function complaintAbout({
  answer,
  memory,
  ticket,
}: {
  answer: RelayEntry | "forgot" | "silent";
  memory: Memory;
  ticket: string;
}): RelayComplaint | undefined {
  if (answer === "forgot") return "forgot";
  memory.silences = answer === "silent" ? memory.silences + 1 : 0;
  if (answer === "silent") return memory.silences >= PATIENCE ? "silent" : undefined;
  const { state } = answer;
  const contradicts = answer.ticket !== ticket || (memory.over !== undefined && memory.over !== state);
  if (state === "final" || state === "refused") memory.over ??= state;
  memory.falseFinals = state === "final" ? memory.falseFinals + 1 : 0;
  if (contradicts) return "contradicts";
  if (state === "refused") return "refused";
  return memory.falseFinals >= PATIENCE ? "false-final" : undefined;
}

function pause({ pollMs = POLL_MS, signal }: FollowRequest): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, pollMs);
    signal?.addEventListener("abort", end, { once: true });
  });
}

function untrusted(what: string): PsephosError {
  const message = `The relayer cannot be trusted: ${what}. Use another one, or cast directly; the contract counts once.`;
  return new PsephosError("RELAY_UNTRUSTED", message);
}
