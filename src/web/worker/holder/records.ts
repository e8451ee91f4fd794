import { readDepartments } from "../../../chain/issuer-events.ts";
import { readDepartmentAccount } from "../../../chain/issuers.ts";
import { readLatestAnchor, readLogsOpened } from "../../../chain/log-anchors.ts";
import { isPsephosError } from "../../../errors.ts";
import { SCHEMAS } from "../../../protocol/credential/schemas.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { findOwnRecords } from "../../../roles/holder/find-own-records.ts";
import type { Completeness, FoundRecord } from "../../../roles/holder/find-records.ts";
import { heldWallet } from "../held-wallet.ts";
import { readLogEntries } from "../../../server/client/endpoints.ts";
import { heldChain, services } from "../session.ts";
import { given } from "./given.ts";
import { published } from "./policies.ts";

/** One look at the person's data, or what she did about it. */
export interface ToldRecord {
  /** Place in the log, from 0. */
  readonly sequence: number;
  readonly kind: "access" | "withdrawal" | "erasure";
  /** Unix seconds. */
  readonly at: number;
  readonly outcome: "granted" | "denied" | "error" | undefined;
  readonly policyId: bigint | undefined;
  readonly title: BilingualText | undefined;
  /** What was given out, or asked for where it was denied. */
  readonly attributes: readonly BilingualText[];
  readonly consentId: string | undefined;
  readonly legalBasis: string | undefined;
  /** A word for why it was denied. */
  readonly reason: string | undefined;
  readonly channel: string | undefined;
}

export interface ToldRecords {
  /** The latest first. */
  readonly records: readonly ToldRecord[];
  readonly completeness: Completeness;
  readonly entryCount: number;
  readonly unanchored: number;
  readonly faulty: readonly number[];
  /** What the chain has of this log. */
  readonly anchored: { readonly size: number; readonly root: string };
}

/** What one of the person's offices has written down, or that it keeps this to itself. */
export interface OfficeRecords {
  /** As did:web. */
  readonly department: string;
  readonly logId: bigint;
  readonly name: string;
  /** Undefined where the office publishes nothing though the chain names entries. */
  readonly found: ToldRecords | undefined;
}

/** Who looked at the person's data, and why: from logs that departments publish, searched here. */
export const records = {
  /**
   * Searches every log of the offices that know the person, as the portal's server has them. All of a log is loaded, so that nobody learns
   * whose records are looked for; the chain says whether it is whole.
   */
  async findAll(): Promise<OfficeRecords[]> {
    const chain = await heldChain();
    const known = new Set((await given.offices()).map(({ verifier }) => verifier));
    const accounts = new Map<string, string>();
    for (const { did, departmentId, account } of await readDepartments(chain)) {
      if (!known.has(did)) continue;
      const present = await readDepartmentAccount(chain, departmentId);
      // A log of an earlier account is the same department's.
      for (const each of [account, present ?? account]) accounts.set(each.toLowerCase(), did);
    }
    const found: OfficeRecords[] = [];
    for (const { logId, operator, name } of await readLogsOpened(chain)) {
      const department = accounts.get(operator.toLowerCase());
      if (department === undefined) continue;
      found.push({ department, logId, name, found: await publishedRecords(logId) });
    }
    return found;
  },

  /** `text`: the log's whole file, an entry a line. Nobody learns whose records are looked for. */
  async find({ logId, text }: { logId: bigint; text: string }): Promise<ToldRecords> {
    const chain = await heldChain();
    const entries = text.split("\n").filter((line) => line !== "");
    const { identity } = heldWallet().wallet;
    const scopes = await given.offices();
    const [found, anchored] = await Promise.all([
      findOwnRecords({ chain, logId, entries, identity, scopes }),
      readLatestAnchor(chain, logId),
    ]);
    const { completeness, entryCount, unanchored, faulty } = found;
    const told = await Promise.all(found.records.map(tellRecord));
    return {
      ...{ completeness, entryCount, unanchored, faulty },
      records: told.reverse(),
      anchored: { size: anchored.size, root: anchored.root },
    };
  },
};

/** A log without an anchor has nothing that could be missing. */
async function publishedRecords(logId: bigint): Promise<ToldRecords | undefined> {
  const { size } = await readLatestAnchor(await heldChain(), logId);
  if (size === 0) return records.find({ logId, text: "" });
  try {
    const bytes = await services.call(readLogEntries, { params: { logId } });
    return await records.find({ logId, text: new TextDecoder().decode(bytes) });
  } catch (error) {
    if (isPsephosError(error, "NOT_FOUND")) return undefined;
    throw error;
  }
}

async function tellRecord({ entry, details }: FoundRecord): Promise<ToldRecord> {
  const policyId = "policyId" in entry ? entry.policyId : undefined;
  const isAccess = details.kind === "access";
  return {
    ...{ sequence: entry.sequence, kind: entry.kind, at: details.at, policyId },
    outcome: entry.kind === "access" ? entry.outcome : undefined,
    title: policyId === undefined ? undefined : await titleOf(policyId),
    attributes: isAccess ? details.attributes.map(labelOf) : [],
    consentId: "consentId" in details ? details.consentId : undefined,
    legalBasis: isAccess ? details.legalBasis : undefined,
    reason: isAccess ? details.reason : undefined,
    channel: isAccess ? details.channel : undefined,
  };
}

/** A record is worth showing also where its policy cannot be read. */
function titleOf(policyId: bigint): Promise<BilingualText | undefined> {
  return published(policyId).then(
    (asked) => asked.parts[0].policy.title,
    () => undefined,
  );
}

/** An attribute's name says the same in every schema that has it. */
function labelOf(name: string): BilingualText {
  const attributes = [...SCHEMAS.values()].flatMap((schema) => schema.attributes);
  return attributes.find((attribute) => attribute.name === name)?.label ?? { en: name, zh: name };
}
