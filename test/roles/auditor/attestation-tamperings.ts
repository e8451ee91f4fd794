import type { AttestationCheckId } from "../../../src/roles/auditor/attestations/check.ts";
import type { AttestationEvent, AttestationLedger } from "../../../src/roles/auditor/attestations/ledger.ts";
import type { Mutable } from "./tamperings.ts";

type Ledger = Mutable<AttestationLedger>;
type Kind = AttestationEvent["kind"];

export interface LedgerTampering {
  readonly what: string;
  /** The check that is meant to notice comes first; others may notice too. */
  readonly fails: readonly AttestationCheckId[];
  readonly tamper: (ledger: Ledger) => void;
}

function event<Wanted extends Kind>(ledger: Ledger, kind: Wanted, at = 0) {
  const found = ledger.attestations.filter((each) => each.kind === kind);
  return found[at] as Mutable<Extract<AttestationEvent, { kind: Wanted }>>;
}

function trustEvent(ledger: Ledger, kind: "published" | "registered") {
  return ledger.trust.find((each) => each.kind === kind)!;
}

/** Ways in which the record could be falsified, each caught by the check that is meant for it. */
export const LEDGER_TAMPERINGS: readonly LedgerTampering[] = [
  {
    what: "a verifying key of somebody else's making",
    fails: ["A1"],
    tamper: ({ verifyingKeys }) => void (verifyingKeys[0]!.delta[0]! += 1n),
  },
  {
    what: "a verifying key of another circuit",
    fails: ["A1"],
    tamper: ({ verifyingKeys }) => void (verifyingKeys[3]!.circuitHash = `0x${"00".repeat(32)}`),
  },
  { what: "a verifying key left out", fails: ["A1"], tamper: ({ verifyingKeys }) => void verifyingKeys.pop() },
  {
    what: "development keys on a chain of consequence",
    fails: ["A1", "A5", "A7", "A8"],
    tamper: (ledger) => void (ledger.chainId = 1),
  },
  {
    what: "another issuer key in the tree",
    fails: ["A2", "A6", "A8"],
    tamper: (ledger) => void ((trustEvent(ledger, "registered") as { publicKey: bigint[] }).publicKey[0]! += 1n),
  },
  {
    what: "another status root than the one behind the trust root",
    fails: ["A2", "A3", "A6", "A8"],
    tamper: (ledger) => void ((trustEvent(ledger, "published") as { statusRoot: bigint }).statusRoot += 1n),
  },
  { what: "a revocation kept back", fails: ["A2", "A3"], tamper: ({ trust }) => void trust.pop() },
  { what: "another trust root in the contract", fails: ["A2"], tamper: (ledger) => void (ledger.trustRoot += 1n) },
  {
    what: "lists of which the chain knows nothing",
    fails: ["A3"],
    tamper: (ledger) => void ((ledger.trust.at(-1) as { listsHash: string }).listsHash = `0x${"ab".repeat(32)}`),
  },
  {
    what: "a policy with another text",
    fails: ["A4"],
    tamper: ({ policies }) => void (policies[0]!.text = policies[1]!.text),
  },
  { what: "a policy that is no policy", fails: ["A4"], tamper: ({ policies }) => void (policies[0]!.text = "{}") },
  {
    what: "a policy that asks on chain what its text does not",
    fails: ["A4", "A5"],
    tamper: ({ policies }) => void (policies[0]!.kept.terms.policyHash += 1n),
  },
  {
    what: "a policy with another scope in its event",
    fails: ["A4"],
    tamper: ({ policies }) => void (policies[0]!.terms.scopeId += 1n),
  },
  { what: "a policy of an unknown department", fails: ["A4"], tamper: (ledger) => void ledger.departments.pop() },
  {
    what: "a policy said to be retired",
    fails: ["A4"],
    tamper: ({ policies }) => void (policies[0]!.kept.retired = true),
  },
  { what: "a policy left out", fails: ["A4", "A5", "A6", "A7"], tamper: ({ policies }) => void policies.shift() },
  {
    what: "a proof with one word changed",
    fails: ["A5"],
    tamper: (ledger) => void (event(ledger, "attested").item[6]! += 1n),
  },
  {
    what: "a proof of another disclosure",
    fails: ["A5"],
    tamper: (ledger) => void (event(ledger, "attested").item[11]! += 1n),
  },
  {
    what: "an attestation of another pseudonym",
    fails: ["A5", "A7"],
    tamper: (ledger) => void (event(ledger, "attested", 1).pseudonym += 1n),
  },
  { what: "a proof that is cut off", fails: ["A5"], tamper: (ledger) => void event(ledger, "attested").item.pop() },
  {
    what: "an attestation that lasts longer",
    fails: ["A6", "A7"],
    tamper: (ledger) => void (event(ledger, "attested", 4).expiresAt += 1),
  },
  {
    what: "an attestation taken long after it was proven",
    fails: ["A6", "A7"],
    tamper: (ledger) => {
      const last = event(ledger, "attested", 4);
      last.time += 10_000;
      last.attestedAt += 10_000;
      last.expiresAt += 10_000;
    },
  },
  {
    what: "an attestation before its policy was published",
    fails: ["A6"],
    tamper: (ledger) => void (event(ledger, "attested").blockNumber = 1),
  },
  {
    what: "a withdrawal kept back",
    fails: ["A7"],
    tamper: (ledger) =>
      void ledger.attestations.splice(
        ledger.attestations.findLastIndex(({ kind }) => kind === "withdrawn"),
        1,
      ),
  },
  {
    what: "a withdrawal that nobody proved",
    fails: ["A7"],
    tamper: (ledger) => void (event(ledger, "withdrawn").proof![7]! += 1n),
  },
  {
    what: "a revocation kept back from the events",
    fails: ["A7"],
    tamper: (ledger) =>
      void ledger.attestations.splice(
        ledger.attestations.findIndex(({ kind }) => kind === "revoked"),
        1,
      ),
  },
  {
    what: "a revocation that the contract forgot",
    fails: ["A7"],
    tamper: ({ records }) => void (records.find(({ revoked }) => revoked)!.revoked = false),
  },
  {
    what: "an attestation recorded twice",
    fails: ["A7"],
    tamper: (ledger) => void ledger.attestations.push(structuredClone(event(ledger, "attested", 1))),
  },
  {
    what: "a record without an event",
    fails: ["A7"],
    tamper: ({ records }) => void records.push({ ...records[0]!, pseudonym: 7n }),
  },
  {
    what: "an enrolled commitment exchanged",
    fails: ["A8"],
    tamper: ({ enrolments }) => void (enrolments[0]!.enrolled[0]!.commitment += 1n),
  },
  {
    what: "an enrolment left out",
    fails: ["A8"],
    tamper: ({ enrolments }) => void enrolments[0]!.enrolled.splice(1, 1),
  },
  {
    what: "a person who enrolled twice",
    fails: ["A8"],
    tamper: ({ enrolments }) => {
      const [enrolment] = enrolments;
      enrolment!.enrolled.push({ ...structuredClone(enrolment!.enrolled[0]!), position: enrolment!.size++ });
    },
  },
  {
    what: "an enrolment after its end",
    fails: ["A8"],
    tamper: ({ enrolments }) => void (enrolments[0]!.closesAt = enrolments[0]!.opensAt),
  },
  { what: "a roll with somebody else on it", fails: ["A8"], tamper: ({ rolls }) => void (rolls[0]!.root += 1n) },
  { what: "a log that shrank", fails: ["A9"], tamper: ({ logs }) => void (logs[0]!.anchors[1]!.size = 2) },
  {
    what: "a log with an entry changed after it was anchored",
    fails: ["A9"],
    tamper: ({ logs }) => void (logs[0]!.anchors[0]!.root = `0x${"00".repeat(32)}`),
  },
  { what: "an anchor kept back", fails: ["A9"], tamper: ({ logs }) => void logs[0]!.anchors.pop() },
];
