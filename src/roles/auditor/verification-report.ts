import { z } from "zod";
import type { ElectionArchive } from "../../protocol/archive.ts";
import { address, bytes32, unixSeconds } from "../../protocol/json.ts";
import type { AttestationVerdict } from "./attestations/audit-ledger.ts";
import type { AttestationLedger } from "./attestations/ledger.ts";
import { readManifestFacts } from "./recompute/manifest-facts.ts";
import type { Verdict } from "./verify-archive.ts";

/**
 * What an auditor checked, by which program, when, and what came out: a record for programs and for people, in JSON. It repeats no
 * data of the election but what identifies it; whoever doubts a line runs the check again.
 */
export const REPORT_FORMAT = "psephos.verification/1";

const sentence = z.strictObject({ en: z.string().max(4000), zh: z.string().max(4000) });
const fact = z.union([z.string().max(4000), z.number()]);
const text = z.string().max(500);

const check = z.strictObject({
  id: z.string().regex(/^A?[1-9][0-9]?$/),
  name: z.string().max(50),
  ok: z.boolean(),
  claim: sentence,
  detail: sentence,
  evidence: z.record(z.string().max(50), z.union([fact, z.boolean(), z.array(fact).max(2000)])),
});

/** Where the numbers came from. `differences`: paths at which a file says otherwise than the chain; absent where they were not compared. */
const source = z.strictObject({
  kind: z.enum(["chain", "file"]),
  fileName: text.optional(),
  differences: z.array(text).max(100).optional(),
});

const common = {
  format: z.literal(REPORT_FORMAT),
  /** By the auditor's own clock. */
  checkedAt: unixSeconds,
  /** The program: hash of the list of its files, which has the hash of each; or its version. */
  program: z.strictObject({ name: text, filesHash: z.string().max(100).nullable() }),
  source,
  verified: z.boolean(),
  checks: z.array(check).min(1).max(50),
};

const ofElection = z.strictObject({
  ...common,
  subject: z.strictObject({
    kind: z.literal("election"),
    chainId: z.int().min(0),
    contract: address,
    electionId: z.string().max(80),
    title: sentence.nullable(),
    manifestHash: bytes32,
    /** keccak256 of the archive's text. */
    archiveHash: bytes32,
    ballots: z.int().min(0),
    /** In decimal, with the labels of the manifest where it can be read; null without a result. */
    result: z.array(z.strictObject({ label: sentence, count: z.string().max(80) })).nullable(),
  }),
});

const ofCredentials = z.strictObject({
  ...common,
  subject: z.strictObject({
    kind: z.literal("credentials"),
    chainId: z.int().min(0),
    contract: address,
    block: z.int().min(0),
    /** By number: nothing that stands under these is covered. */
    voidPolicies: z.array(z.string().max(80)),
  }),
});

export const reportSchema = z.union([ofElection, ofCredentials]);

export type VerificationReport = z.output<typeof reportSchema>;
export type ElectionReport = z.output<typeof ofElection>;
export type CredentialsReport = z.output<typeof ofCredentials>;

interface Circumstances {
  readonly checkedAt: number;
  readonly program: VerificationReport["program"];
}

export function electionReport(
  input: Circumstances & {
    readonly archive: ElectionArchive;
    readonly archiveHash: string;
    readonly verdict: Verdict;
    readonly source: VerificationReport["source"];
  },
): ElectionReport {
  const { archive, archiveHash, verdict, source, checkedAt, program } = input;
  const { election, chain } = archive;
  const facts = readManifestFacts(archive.manifest);
  const named = (count: bigint, at: number) => ({
    label: facts?.options[at]?.label ?? { en: `Option ${at + 1}`, zh: `选项 ${at + 1}` },
    count: String(count),
  });
  const counts = election.result?.counts.slice(0, facts?.options.length);
  return {
    ...{ format: REPORT_FORMAT, checkedAt, program, source },
    subject: {
      kind: "election",
      chainId: chain.chainId,
      contract: chain.elections,
      electionId: String(election.electionId),
      title: facts?.title ?? null,
      manifestHash: election.manifestHash,
      archiveHash,
      ballots: election.ballots.length,
      result: counts?.map(named) ?? null,
    },
    verified: verdict.verified && (source.differences ?? []).length === 0,
    checks: toldChecks(verdict),
  };
}

export function credentialsReport(
  input: Circumstances & {
    readonly ledger: Pick<AttestationLedger, "chainId" | "block" | "contracts">;
    readonly verdict: AttestationVerdict;
  },
): CredentialsReport {
  const { ledger, verdict, checkedAt, program } = input;
  return {
    ...{ format: REPORT_FORMAT, checkedAt, program, source: { kind: "chain" } },
    subject: {
      kind: "credentials",
      chainId: ledger.chainId,
      contract: ledger.contracts.attestations.toLowerCase(),
      block: ledger.block,
      voidPolicies: verdict.voidPolicies.map(String),
    },
    verified: verdict.verified,
    checks: toldChecks(verdict),
  };
}

function toldChecks({ checks }: Verdict | AttestationVerdict): VerificationReport["checks"] {
  return checks.map(({ id, name, ok, claim, detail, evidence }) => ({
    ...{ id: String(id), name, ok, claim, detail },
    evidence: Object.fromEntries(
      Object.entries(evidence).map(([key, value]) => [key, typeof value === "object" ? [...value] : value]),
    ),
  }));
}
