import { readCeremonyCreated, readCommitments, readDealings, readRegistrations } from "../../chain/ceremony-events.ts";
import { readCeremony, readElectionKey, readPublicShare } from "../../chain/ceremonies.ts";
import {
  readBallots,
  readElectionCancelled,
  readElectionCreated,
  readKeyTests,
  readPartialDecryptions,
  readResultPublished,
} from "../../chain/election-events.ts";
import { readAggregate, readElection, type ElectionRecord } from "../../chain/elections.ts";
import { readRoll } from "../../chain/rolls.ts";
import { ARCHIVE_FORMAT, type ElectionArchive } from "../../protocol/archive.ts";
import type { ProgressListener } from "../../proofs/prover.ts";
import type { Chain } from "../chain-session.ts";
import { findPublicFile } from "../public-files.ts";
import type { Workspace } from "../workspace.ts";
import { electionVerifyingKeys } from "./election-keys.ts";

export interface ExportRequest {
  readonly chain: Chain;
  readonly workspace: Workspace;
  readonly electionId: bigint;
  /** Further folders in which published files may lie. */
  readonly folders?: readonly string[] | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Gathers everything public about one election from the chain and from published files, without judging any of it. */
export async function exportArchive(request: ExportRequest): Promise<ElectionArchive> {
  const { chain, electionId } = request;
  // Everything that still grows is read as of one block: ballots that come in meanwhile would not be in the aggregate.
  const block = await chain.provider.getBlockNumber();
  const record = await readElection(chain, electionId, { block });
  const { addresses } = chain.deployment;
  return {
    format: ARCHIVE_FORMAT,
    chain: {
      chainId: chain.chainId,
      verifier: addresses.verifier.toLowerCase(),
      rolls: addresses.rolls.toLowerCase(),
      ceremonies: addresses.ceremonies.toLowerCase(),
      elections: addresses.elections.toLowerCase(),
    },
    verifyingKeys: await electionVerifyingKeys({ chain, capacity: record.optionCapacity }),
    roll: await exportRoll(request, record),
    manifest: await readPublicText(request, { hash: record.config.manifestHash, kind: "manifest" }),
    ceremony: await exportCeremony(chain, record.config.ceremonyId),
    election: await exportElection({ ...request, record, block }),
  };
}

async function exportRoll(request: ExportRequest, record: ElectionRecord): Promise<ElectionArchive["roll"]> {
  const { rollId, root, size, totalWeight, fileHash, registrar, publishedAt } = await readRoll(
    request.chain,
    record.config.rollId,
  );
  const file = await readPublicText(request, { hash: fileHash, kind: "roll file" });
  return { rollId, root, size, totalWeight, fileHash, registrar: registrar.toLowerCase(), publishedAt, file };
}

async function readPublicText(request: ExportRequest, wanted: { hash: string; kind: string }): Promise<string> {
  const { workspace, folders } = request;
  const bytes = await findPublicFile({ workspace, ...wanted, ...(folders === undefined ? {} : { folders }) });
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

async function exportCeremony(chain: Chain, ceremonyId: bigint): Promise<ElectionArchive["ceremony"]> {
  const [ceremony, created, registrations, commitments, dealings, electionKey] = await Promise.all([
    readCeremony(chain, ceremonyId),
    readCeremonyCreated(chain, ceremonyId),
    readRegistrations(chain, ceremonyId),
    readCommitments(chain, ceremonyId),
    readDealings(chain, ceremonyId),
    readElectionKey(chain, ceremonyId),
  ]);
  const publicShares = await Promise.all(
    ceremony.trustees.map((_, at) => readPublicShare({ chain, ceremonyId, index: at + 1 })),
  );
  const { threshold, registerBy, commitBy, dealBy } = ceremony;
  return {
    ceremonyId,
    creator: ceremony.creator.toLowerCase(),
    trustees: ceremony.trustees.map((trustee) => trustee.toLowerCase()),
    threshold,
    createdAt: created.time,
    registerBy,
    commitBy,
    dealBy,
    registrations: registrations.map(({ index, trustee, recipientKey, nonce, response, time }) => ({
      ...{ index, trustee: trustee.toLowerCase(), recipientKey, nonce, response },
      at: time,
    })),
    commitments: commitments.map(({ index, dealingHash, time }) => ({ index, dealingHash, at: time })),
    dealings: dealings.map(({ index, commitments: points, shares, time }) => ({
      ...{ index, commitments: [...points], shares: [...shares] },
      at: time,
    })),
    electionKey,
    publicShares,
  };
}

type Contributions = ElectionArchive["election"]["keyTests"];

async function exportElection({
  chain,
  electionId,
  onProgress,
  record,
  block,
}: ExportRequest & { record: ElectionRecord; block: number }): Promise<ElectionArchive["election"]> {
  const range = { toBlock: block };
  const [created, keyTests, openings, published, cancelled, aggregate] = await Promise.all([
    readElectionCreated(chain, electionId),
    readKeyTests(chain, electionId, range),
    readPartialDecryptions(chain, electionId, range),
    readResultPublished(chain, electionId, range),
    readElectionCancelled(chain, electionId, range),
    readAggregate(chain, electionId, { block }),
  ]);
  const ballots = await readBallots(chain, electionId, onProgress === undefined ? range : { ...range, onProgress });
  const { manifestHash, rollId, ceremonyId, rules, opensAt, closesAt, resultBy, minimumTurnout } = record.config;
  return {
    electionId,
    creator: record.creator.toLowerCase(),
    ...{ manifestHash, rollId, ceremonyId, rules, opensAt, closesAt, resultBy, minimumTurnout },
    optionCapacity: record.optionCapacity,
    rollRoot: record.rollRoot,
    electionKey: record.electionKey,
    createdAt: created.time,
    keyTests: contributions(keyTests),
    ballots: ballots.map(({ index, nullifier, words, time }) => ({ index, nullifier, words: [...words], at: time })),
    aggregate: aggregate.map(({ c1, c2 }) => ({ c1, c2 })),
    partialDecryptions: contributions(openings),
    result: published && {
      counts: [...published.counts],
      trusteeIndices: [...published.trusteeIndices],
      at: published.time,
    },
    cancelledAt: cancelled && cancelled.time,
  };
}

function contributions(
  events: readonly {
    trusteeIndex: number;
    partials: Contributions[number]["partials"];
    proof: readonly bigint[];
    time: number;
  }[],
): Contributions {
  return events.map(({ trusteeIndex, partials, proof, time }) => ({
    trusteeIndex,
    partials: [...partials],
    proof: [...proof],
    at: time,
  }));
}
