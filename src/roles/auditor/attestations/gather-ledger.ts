import { readAttested, readRevoked, readWithdrawn } from "../../../chain/attestation-events.ts";
import { readAttestation } from "../../../chain/attestations.ts";
import { read } from "../../../chain/contracts.ts";
import { readEnrolled, readEnrolmentOpened } from "../../../chain/enrolment-events.ts";
import { readEnrolment } from "../../../chain/enrolments.ts";
import {
  readDepartments,
  readIssuerKeys,
  readIssuerKeysRemoved,
  readStatusPublished,
} from "../../../chain/issuer-events.ts";
import { readTrustRoot } from "../../../chain/issuers.ts";
import { readAnchors, readLatestAnchor, readLogsOpened } from "../../../chain/log-anchors.ts";
import { readPolicy } from "../../../chain/policies.ts";
import { readPoliciesPublished } from "../../../chain/policy-events.ts";
import { loggedOf, readEvents } from "../../../chain/reading/events.ts";
import { translating } from "../../../chain/sending/errors.ts";
import { latestTime } from "../../../chain/time.ts";
import type { Chain } from "../../chain-session.ts";
import { readKey } from "../election-keys.ts";
import {
  PRESENTATIONS,
  type AttestationEvent,
  type AttestationLedger,
  type AttestationState,
  type EnrolmentEntry,
  type Moment,
  type PolicyEntry,
  type TrustEvent,
} from "./ledger.ts";
import { isAfter } from "./recompute/trust-history.ts";

/** Gathers everything public about credentials from a chain, as of its latest block, without judging any of it. */
export async function gatherLedger(chain: Chain): Promise<AttestationLedger> {
  const block = await translating(chain.provider.getBlockNumber());
  const { issuers, policies, attestations, enrolments, logs } = chain.deployment.addresses;
  const events = await attestationEvents(chain, block);
  return {
    chainId: chain.chainId,
    block,
    time: await latestTime(chain),
    contracts: { issuers, policies, attestations, enrolments, logs },
    verifyingKeys: await verifyingKeys(chain),
    departments: await readDepartments(chain, { toBlock: block }),
    trust: await trustEvents(chain, block),
    trustRoot: await readTrustRoot(chain, { block }),
    policies: await policyEntries(chain, block),
    attestations: events,
    records: await recordsOf(chain, { events, block }),
    enrolments: await enrolmentEntries(chain, block),
    rolls: await rollEntries(chain, block),
    logs: await logEntries(chain, block),
  };
}

async function verifyingKeys(chain: Chain): Promise<AttestationLedger["verifyingKeys"]> {
  const { attestations } = chain.contracts;
  const presentations = await Promise.all(
    PRESENTATIONS.map(async (circuit, at) => {
      const keyId = await read<string>({ contract: attestations, name: "presentationKeyId", args: [at] });
      return readKey({ chain, circuit, keyId });
    }),
  );
  const keyId = await read<string>({ contract: attestations, name: "pseudonymKeyId" });
  return [...presentations, await readKey({ chain, circuit: "pseudonym", keyId })];
}

async function trustEvents(chain: Chain, toBlock: number): Promise<TrustEvent[]> {
  const [registered, published, removed] = await Promise.all([
    readIssuerKeys(chain, { toBlock }),
    readStatusPublished(chain, { toBlock }),
    readIssuerKeysRemoved(chain, { toBlock }),
  ]);
  return inOrder([
    ...registered.map((event) => ({ ...event, kind: "registered" as const })),
    ...published.map((event) => ({ ...event, kind: "published" as const })),
    ...removed.map((event) => ({ ...event, kind: "removed" as const })),
  ]);
}

async function policyEntries(chain: Chain, toBlock: number): Promise<PolicyEntry[]> {
  const published = await readPoliciesPublished(chain, { toBlock });
  const contract = chain.contracts.policies;
  const retired = await readEvents({ chain, contract, name: "PolicyRetired", indexed: [], toBlock });
  return Promise.all(
    published.map(async (event): Promise<PolicyEntry> => {
      const retirement = retired.find(({ args }) => args["policyId"] === event.policyId);
      const retiredAt = retirement === undefined ? undefined : loggedOf(retirement);
      return { ...event, kept: await readPolicy(chain, event.policyId), retiredAt };
    }),
  );
}

async function attestationEvents(chain: Chain, toBlock: number): Promise<AttestationEvent[]> {
  const [attested, withdrawn, revoked] = await Promise.all([
    readAttested(chain, { toBlock }),
    readWithdrawn(chain, { toBlock }),
    readRevoked(chain, { toBlock }),
  ]);
  const proven = withdrawn.map(async (event) => ({
    ...event,
    kind: "withdrawn" as const,
    proof: await withdrawalProof(chain, event.transactionHash),
  }));
  return inOrder<AttestationEvent>([
    ...attested.map((event) => ({ ...event, kind: "attested" as const })),
    ...(await Promise.all(proven)),
    ...revoked.map((event) => ({ ...event, kind: "revoked" as const })),
  ]);
}

/** The event does not repeat the proof; it stands in the calldata. */
async function withdrawalProof(chain: Chain, transactionHash: string): Promise<bigint[] | undefined> {
  const { attestations } = chain.contracts;
  const transaction = await translating(chain.provider.getTransaction(transactionHash));
  if (transaction?.to?.toLowerCase() !== (attestations.target as string).toLowerCase()) return undefined;
  const call = attestations.interface.parseTransaction(transaction);
  return call?.name === "withdraw" ? [...(call.args["proof"] as bigint[])] : undefined;
}

async function recordsOf(
  chain: Chain,
  { events, block }: { events: readonly AttestationEvent[]; block: number },
): Promise<AttestationState[]> {
  const known = new Map(events.map((event) => [`${event.policyId} ${event.pseudonym}`, event]));
  const records = [...known.values()].map(async ({ policyId, pseudonym }) => {
    const record = await readAttestation({ chain, policyId, pseudonym, block });
    return record === undefined ? [] : [{ policyId, pseudonym, ...record }];
  });
  return (await Promise.all(records)).flat();
}

async function enrolmentEntries(chain: Chain, block: number): Promise<EnrolmentEntry[]> {
  const count = await read<bigint>({ contract: chain.contracts.enrolments, name: "enrolmentCount", block });
  const ids = Array.from({ length: Number(count) }, (_, at) => BigInt(at + 1));
  return Promise.all(
    ids.map(async (enrolmentId) => {
      const { policyId, opensAt, closesAt } = await readEnrolmentOpened(chain, enrolmentId);
      const { size } = await readEnrolment(chain, enrolmentId, { block });
      const enrolled = await readEnrolled(chain, enrolmentId, { toBlock: block });
      return { enrolmentId, policyId, opensAt, closesAt, size, enrolled };
    }),
  );
}

async function rollEntries(chain: Chain, toBlock: number): Promise<AttestationLedger["rolls"]> {
  const contract = chain.contracts.rolls;
  const published = await readEvents({ chain, contract, name: "RollPublished", indexed: [], toBlock });
  return published.map(({ args }) => ({
    rollId: args["rollId"] as bigint,
    root: args["root"] as bigint,
    size: Number(args["size"]),
  }));
}

async function logEntries(chain: Chain, toBlock: number): Promise<AttestationLedger["logs"]> {
  const opened = await readLogsOpened(chain, { toBlock });
  return Promise.all(
    opened.map(async ({ logId }) => ({
      logId,
      anchors: await readAnchors(chain, logId, { toBlock }),
      latest: await readLatestAnchor(chain, logId),
    })),
  );
}

function inOrder<Event extends Moment>(events: readonly Event[]): Event[] {
  return [...events].sort((left, right) => (isAfter(left, right) ? 1 : -1));
}
