import { attest } from "../../chain/attestations.ts";
import { enrolMany } from "../../chain/enrolments.ts";
import { readPolicy } from "../../chain/policies.ts";
import { isPsephosError, PsephosError, type ErrorCode } from "../../errors.ts";
import type { EnrolmentPlace, PresentationContext } from "../../protocol/credential/context.ts";
import { attestItem, enrolItem, type Presentation } from "../../protocol/credential/presentation-file.ts";
import type { Account, Chain } from "../chain-session.ts";

/** What became of one presentation. */
export type RelayOutcome =
  | { readonly state: "recorded"; readonly transactionHash: string }
  /** It adds nothing: it was sent before, or something later was. */
  | { readonly state: "skipped" }
  | { readonly state: "refused"; readonly code: ErrorCode; readonly message: string };

export interface RelayRequest {
  readonly chain: Chain;
  /** Pays; is tied to nobody whose presentations it sends. */
  readonly account: Account;
  readonly presentations: readonly Presentation[];
  /** In one transaction, 1 to 64. */
  readonly batchSize?: number;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

const MAX_BATCH = 64;

/**
 * Sends presentations of many holders, in batches of one policy or enrolment each. A batch that the contract refuses is halved until
 * the bad presentation stands alone, so that it costs the others nothing; a refusal is found before anything is paid.
 */
export async function relayPresentations(request: RelayRequest): Promise<RelayOutcome[]> {
  const { chain, presentations, batchSize = MAX_BATCH } = request;
  const outcomes = new Map<Presentation, RelayOutcome>();
  const note = (presentation: Presentation, outcome: RelayOutcome): void => {
    outcomes.set(presentation, outcome);
    request.onProgress?.({ done: outcomes.size, total: presentations.length });
  };
  const batches = new Map<string, Presentation[]>();
  for (const presentation of new Set(presentations)) {
    const destination = await destinationOf(chain, presentation).catch((error: unknown) => {
      note(presentation, refusalOf(error));
      return undefined;
    });
    if (destination !== undefined) batches.set(destination, [...(batches.get(destination) ?? []), presentation]);
  }
  for (const batch of batches.values()) {
    for (let start = 0; start < batch.length; start += batchSize) {
      await sendOrSplit({ request, batch: batch.slice(start, start + batchSize), note });
    }
  }
  return presentations.map((presentation) => outcomes.get(presentation)!);
}

/** What can go in one transaction has one destination. Refuses what no contract here would take. */
async function destinationOf(chain: Chain, { context, signals }: Presentation): Promise<string> {
  if (context.kind === "enrolment" && isHere(chain, context, "enrolments")) return `enrolment ${context.enrolmentId}`;
  if (context.kind === "attestation" && isHere(chain, context, "attestations")) {
    const { policyId } = context;
    const { terms } = await readPolicy(chain, policyId);
    if (terms.policyHash === signals.policyHash) return `policy ${policyId}`;
    throw new PsephosError("PRESENTATION_OTHER_POLICY", `This presentation does not answer policy ${policyId}.`);
  }
  throw new PsephosError("PRESENTATION_OTHER_CONTEXT", "This presentation was not made for these contracts.");
}

function isHere(
  { chainId, deployment }: Chain,
  context: Extract<PresentationContext, { chainId: bigint }>,
  key: "attestations" | "enrolments",
): boolean {
  return context.chainId === BigInt(chainId) && context.contract === deployment.addresses[key];
}

interface Batch {
  readonly request: RelayRequest;
  readonly batch: readonly Presentation[];
  readonly note: (presentation: Presentation, outcome: RelayOutcome) => void;
}

async function sendOrSplit({ request, batch, note }: Batch): Promise<void> {
  try {
    const { transactionHash, pseudonyms } = await sendBatch(request, batch);
    const recorded = new Set(pseudonyms);
    // Two presentations of one pseudonym in one batch: the first counts.
    for (const presentation of batch) {
      const isRecorded = recorded.delete(presentation.signals.pseudonym);
      note(presentation, isRecorded ? { state: "recorded", transactionHash } : { state: "skipped" });
    }
  } catch (error) {
    const [only, ...others] = batch;
    const isRefusal = isPsephosError(error) && ["refused", "input"].includes(error.exitClass);
    if (!isRefusal || only === undefined) throw error;
    if (others.length === 0 || error.code === "ALREADY_DONE") {
      for (const presentation of batch) note(presentation, refusalOf(error));
      return;
    }
    const middle = batch.length >> 1;
    await sendOrSplit({ request, batch: batch.slice(0, middle), note });
    await sendOrSplit({ request, batch: batch.slice(middle), note });
  }
}

function sendBatch(
  { chain, account }: RelayRequest,
  batch: readonly Presentation[],
): Promise<{ transactionHash: string; pseudonyms: readonly bigint[] }> {
  const { context } = batch[0]!;
  if (context.kind === "attestation") {
    return attest({ chain, account, policyId: context.policyId, items: batch.map(attestItem) });
  }
  // Of the other kinds `destinationOf` lets none but enrolments through.
  const { enrolmentId } = context as EnrolmentPlace;
  const items = batch.map((presentation) => ({
    commitment: (presentation.context as EnrolmentPlace).commitment,
    item: enrolItem(presentation),
  }));
  return enrolMany({ chain, account, enrolmentId, items });
}

function refusalOf(error: unknown): RelayOutcome {
  if (!isPsephosError(error) || error.exitClass === "environment") throw error;
  if (error.code === "ALREADY_DONE") return { state: "skipped" };
  return { state: "refused", code: error.code, message: error.message };
}
