import { keccak256, toUtf8Bytes } from "ethers";
import { openKeystore } from "../../chain/accounts.ts";
import { readElection } from "../../chain/elections.ts";
import { isPsephosError, PsephosError } from "../../errors.ts";
import { archiveText, MAX_ARCHIVE_CHARACTERS, parseArchive, type ElectionArchive } from "../../protocol/archive.ts";
import type { StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import { parseManifest, type Manifest } from "../../protocol/manifest.ts";
import { createAccount, readAccountAddress } from "../../roles/accounts.ts";
import { auditLedger, type AttestationOutcome } from "../../roles/auditor/attestations/audit-ledger.ts";
import { ATTESTATION_CHECKS } from "../../roles/auditor/attestations/checks.ts";
import { gatherLedger } from "../../roles/auditor/attestations/gather-ledger.ts";
import type { AttestationLedger, PublishedFiles } from "../../roles/auditor/attestations/ledger.ts";
import type { Sentence } from "../../roles/auditor/check.ts";
import { CHECKS } from "../../roles/auditor/checks.ts";
import { differences } from "../../roles/auditor/compare-archives.ts";
import { exportArchive } from "../../roles/auditor/export-archive.ts";
import {
  openSignedReport,
  signReport,
  signedReportText,
  type SignedReport,
} from "../../roles/auditor/signed-report.ts";
import {
  credentialsReport,
  electionReport,
  type CredentialsReport,
  type ElectionReport,
  type VerificationReport,
} from "../../roles/auditor/verification-report.ts";
import { verifyArchive, type CheckOutcome } from "../../roles/auditor/verify-archive.ts";
import { unixNow } from "../../roles/clock.ts";
import { findPublicFile } from "../../roles/public-files.ts";
import { findStatusListFiles } from "../../roles/published-status-lists.ts";
import { fileExists } from "../../roles/read-file.ts";
import { shownAll } from "../shared/shown-all.ts";
import { thisProgram } from "./program.ts";
import { cancellable, heldChain, workspace } from "./session.ts";

/** A numbered check before it is run. */
export interface ToldCheck {
  readonly id: string;
  readonly claim: Sentence;
}

/** How far a verification is. `total` is 0 where it is not known. */
export type VerifyStep =
  | { readonly kind: "reading"; readonly done: number; readonly total: number }
  | { readonly kind: "checking"; readonly id: string; readonly done: number; readonly total: number }
  | {
      readonly kind: "checked";
      readonly outcome: Omit<CheckOutcome | AttestationOutcome, "id"> & { readonly id: string };
    };

export type StepListener = (step: VerifyStep) => void;

/** Under which name `session.cancel` ends a verification: one at a time. */
export const VERIFYING = "verify";

/** The account that signs reports. It pays nothing and never appears on a chain. */
const AUDITOR = "auditor";
/** Of differing paths: the first tells, the number matters, all of them would fill the page. */
const SHOWN_DIFFERENCES = 100;

export const auditor = {
  checks(): { election: ToldCheck[]; credentials: ToldCheck[] } {
    return { election: CHECKS.map(told), credentials: ATTESTATION_CHECKS.map(told) };
  },

  /** The manifest whose hash the chain itself names; MANIFEST_MALFORMED for a file that no program of ours wrote. */
  async manifest(electionId: bigint): Promise<Manifest> {
    const { config } = await readElection(await heldChain(), electionId);
    const bytes = await findPublicFile({ workspace, hash: config.manifestHash, kind: "manifest" });
    return parseManifest(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  },

  /** Everything public about an election as one file, from the chain and the published files. */
  archive(electionId: bigint, onStep: StepListener): Promise<string> {
    return cancellable(VERIFYING, async (signal) => archiveText(await readArchive({ electionId, onStep, signal })));
  },

  /** All checks on what the chain has. Nothing is taken from the index. */
  verifyElection(electionId: bigint, onStep: StepListener): Promise<ElectionReport> {
    return cancellable(VERIFYING, async (signal) => {
      const archive = await readArchive({ electionId, onStep, signal });
      return verified({ archive, source: { kind: "chain" }, onStep, signal });
    });
  },

  /** All checks on a file, without any server; with `compare` it is then held against the chain too. */
  verifyFile(
    { file, fileName, compare }: { file: Blob; fileName: string; compare: boolean },
    onStep: StepListener,
  ): Promise<ElectionReport> {
    return cancellable(VERIFYING, async (signal) => {
      const archive = parseArchive(await textOf(file));
      signal.throwIfAborted();
      const found = compare
        ? await readArchive({ electionId: archive.election.electionId, onStep, signal })
        : undefined;
      const differing = found && { differences: differences(archive, found).slice(0, SHOWN_DIFFERENCES) };
      const source = { kind: "file" as const, fileName: fileName.slice(0, 200), ...differing };
      return verified({ archive, source, onStep, signal });
    });
  },

  /** The nine checks of all that the chain says of credentials. What only published files show is checked if they are given. */
  verifyCredentials(files: PublishedFiles, onStep: StepListener): Promise<CredentialsReport> {
    return cancellable(VERIFYING, async (signal) => {
      onStep({ kind: "reading", done: 0, total: 0 });
      const ledger = await gatherLedger(await heldChain());
      await breath(signal);
      const statusLists = [...(files.statusLists ?? []), ...(await publishedLists(ledger, signal))];
      const verdict = await auditLedger({
        ledger,
        files: { ...files, statusLists },
        onCheck: ({ id }) => onStep({ kind: "checking", id, done: 0, total: 0 }),
        onOutcome: (outcome) => tellOutcome({ outcome, onStep, signal }),
      });
      return credentialsReport({ ledger, verdict, checkedAt: unixNow(), program: await thisProgram() });
    });
  },

  /** Address of the account that signs here; undefined while there is none. */
  async signer(): Promise<string | undefined> {
    if (!(await fileExists(workspace.accountFile(AUDITOR)))) return undefined;
    return readAccountAddress({ workspace, name: AUDITOR });
  },

  /** Signs with the auditor's account, which is made the first time. */
  async sign({ report, passphrase }: { report: VerificationReport; passphrase: string }): Promise<string> {
    const file = workspace.accountFile(AUDITOR);
    if (!(await fileExists(file))) {
      await createAccount({ workspace, name: AUDITOR, passphrase: () => Promise.resolve(passphrase) });
    }
    return signedReportText(await signReport(report, await openKeystore({ file, password: passphrase })));
  },

  /** As it may be shown: whoever signed it chose the words. REPORT_MALFORMED, or REPORT_SIGNATURE_INVALID for one that was altered. */
  async openReport(file: Blob): Promise<SignedReport> {
    return shownAll(openSignedReport(await textOf(file)));
  },
};

function told({ id, claim }: { id: number | string; claim: Sentence }): ToldCheck {
  return { id: String(id), claim };
}

/** Status lists that are among the public files; what is missing is told by check A3. */
async function publishedLists(ledger: AttestationLedger, signal: AbortSignal): Promise<StatusListFiles[]> {
  const found: StatusListFiles[] = [];
  const hashes = ledger.trust.flatMap((event) => (event.kind === "published" ? [event.listsHash] : []));
  for (const hash of new Set(hashes)) {
    signal.throwIfAborted();
    try {
      found.push(await findStatusListFiles(workspace, hash));
    } catch (error) {
      if (!isPsephosError(error, "PUBLIC_FILE_MISSING")) throw error;
    }
  }
  return found;
}

interface Following {
  readonly onStep: StepListener;
  readonly signal: AbortSignal;
}

async function readArchive({
  electionId,
  onStep,
  signal,
}: Following & { electionId: bigint }): Promise<ElectionArchive> {
  onStep({ kind: "reading", done: 0, total: 0 });
  const onProgress = (step: { done: number; total: number }): void => {
    signal.throwIfAborted();
    onStep({ kind: "reading", ...step });
  };
  const archive = await exportArchive({ chain: await heldChain(), workspace, electionId, onProgress });
  await breath(signal);
  return archive;
}

async function verified({
  archive,
  source,
  onStep,
  signal,
}: Following & { archive: ElectionArchive; source: VerificationReport["source"] }): Promise<ElectionReport> {
  const verdict = await verifyArchive({
    archive,
    onProgress: ({ check, done, total }) => {
      signal.throwIfAborted();
      onStep({ kind: "checking", id: String(check.id), done, total });
    },
    onOutcome: (outcome) => tellOutcome({ outcome, onStep, signal }),
  });
  const archiveHash = keccak256(toUtf8Bytes(archiveText(archive)));
  return electionReport({ archive, archiveHash, verdict, source, checkedAt: unixNow(), program: await thisProgram() });
}

async function tellOutcome({
  outcome,
  onStep,
  signal,
}: Following & { outcome: CheckOutcome | AttestationOutcome }): Promise<void> {
  onStep({ kind: "checked", outcome: { ...outcome, id: String(outcome.id) } });
  await breath(signal);
}

/** Lets the page's messages in: a wish to stop is one of them. */
async function breath(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}

async function textOf(file: Blob): Promise<string> {
  // A character takes a byte at least.
  if (file.size > 3 * MAX_ARCHIVE_CHARACTERS) throw new PsephosError("ARCHIVE_TOO_LARGE", "The file is too large.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (cause) {
    throw new PsephosError("FILE_UNREADABLE", "The file is not UTF-8 text. Get it from its publisher again.", {
      cause,
    });
  }
}
