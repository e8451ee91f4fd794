import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIdentity } from "../../src/protocol/identity.ts";
import { receiptHolds } from "../../src/protocol/sharing/log-head.ts";
import type { AccessDetails } from "../../src/protocol/sharing/record-details.ts";
import { viewingKeysOf, type ViewingKeys } from "../../src/protocol/sharing/viewing-key.ts";
import { findRecords } from "../../src/roles/holder/find-records.ts";
import { appendRecord, openRecordKeeper, threadFor, type RecordKeeper } from "../../src/roles/record-keeper/keeper.ts";
import { round, timed } from "./measure.ts";

export interface LogTimes {
  readonly records: number;
  /** Sealed, written, flushed and each with its proof of inclusion, appends of many coming at once. */
  readonly appendsPerSecond: number;
  /** Openings of threads, one for each person. */
  readonly openingsPerSecond: number;
  /** Read, hashed and tried by one person, who finds hers. */
  readonly scannedPerSecond: number;
  /** Openings tried. */
  readonly openingsScannedPerSecond: number;
}

const PEOPLE = 64;
const NOW = 1_772_353_200;

/** The data sharing record: a department's side and a citizen's. */
export async function logTimes(records: number): Promise<LogTimes> {
  const folder = await mkdtemp(join(tmpdir(), "psephos-bench-"));
  const keeper = await openRecordKeeper({ folder, key: randomBytes(32) });
  try {
    const people = Array.from({ length: PEOPLE }, drawPerson);
    const openingMs = await timed(() => Promise.all(people.map((each) => threadFor(keeper, subjectOf(each)))));
    const openings = await entriesOf(keeper);
    const appendMs = await timed(() => appendAll(keeper, { people, records }));
    const entries = await entriesOf(keeper);
    const anchored = keeper.log.head;
    const search = (texts: readonly string[]) => () =>
      findRecords({ entries: texts, viewingSecrets: [people[0]!.secret], anchored });
    const openingScanMs = await timed(search(openings));
    const scanMs = (await timed(search(entries))) - openingScanMs;
    const perSecond = (count: number, ms: number) => round((1000 * count) / ms);
    return {
      records,
      appendsPerSecond: perSecond(records, appendMs),
      openingsPerSecond: perSecond(PEOPLE, openingMs),
      scannedPerSecond: perSecond(records, scanMs),
      openingsScannedPerSecond: perSecond(PEOPLE, openingScanMs),
    };
  } finally {
    await keeper.close();
    await rm(folder, { recursive: true });
  }
}

async function appendAll(
  keeper: RecordKeeper,
  { people, records }: { people: readonly ViewingKeys[]; records: number },
): Promise<void> {
  const entry = { kind: "access", policyId: 1n, ground: "consent", outcome: "granted" } as const;
  const details: AccessDetails = {
    ...{ kind: "access", at: NOW, channel: "api", attributes: ["district", "birthDate"] },
    consentId: "urn:uuid:3f0b6a52-8c5e-4b8e-9a57-0d6f8f1c2e34",
    proofHash: `0x${"ab".repeat(32)}`,
  };
  const appends = Array.from({ length: records }, (_, index) =>
    appendRecord(keeper, { entry, details, subject: subjectOf(people[index % PEOPLE]!) }),
  );
  const last = (await Promise.all(appends)).at(-1)!;
  if (!receiptHolds(last, await keeper.log.entry(last.sequence))) throw new Error("a record's proof does not hold");
}

function drawPerson(): ViewingKeys {
  const { secret } = createIdentity(randomBytes(32));
  return viewingKeysOf({ secret, verifierId: 1n, scopeId: 1n });
}

function subjectOf({ publicKey }: ViewingKeys) {
  return { pseudonym: publicKey[0], viewingKey: publicKey };
}

async function entriesOf(keeper: RecordKeeper): Promise<string[]> {
  const all: string[] = [];
  for await (const entry of keeper.log.entries()) all.push(entry);
  return all;
}
