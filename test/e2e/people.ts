import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../src/cli/run.ts";

/** Somebody at a machine of their own: a data folder, a passphrase, and nothing shared but files that were handed over. */
export interface Person {
  readonly name: string;
  readonly folder: string;
  /** Runs a command and gives what `--json` says; fails the test on another exit code than 0. */
  does(...args: string[]): Promise<Answer>;
  /** Runs a command that must be refused: with this exit code and this error code. */
  isRefused(code: string, exitCode: number, ...args: string[]): Promise<string>;
  /** Runs a command whatever becomes of it. */
  tries(...args: string[]): Promise<{ exitCode: number; answer: Answer; prose: string }>;
}

/** The fields that tests look at; a command gives some of them. */
export interface Answer {
  readonly error?: { readonly code: string; readonly message: string };
  readonly address: string;
  readonly balance: string;
  readonly file: string;
  readonly size: number;
  readonly unregistered: readonly string[];
  readonly rollId: string;
  readonly onRoll: boolean;
  readonly ceremonyId: string;
  readonly electionId: string;
  readonly phase: string;
  readonly next: { kind: string; step: string; missing: number; waitingFor: readonly number[] };
  readonly config: { opensAt: number; closesAt: number; manifestHash: string };
  readonly options: readonly string[];
  readonly keyTests: readonly number[];
  readonly partials: readonly number[];
  readonly receiptFile: string;
  readonly fingerprint: string;
  readonly ok: boolean;
  readonly contentFits: boolean;
  readonly values: readonly number[];
  readonly state: string;
  readonly isFinal: boolean;
  readonly counts: readonly string[];
  readonly result: readonly string[];
  readonly ballots: number;
  readonly verified: boolean;
  // Services
  readonly cast: boolean;
  readonly relay: string;
  readonly ticket: string;
  readonly submitBy: number;
  readonly relayReceiptFile: string;
  readonly indexAgrees: boolean;
  readonly batchSize: number;
  readonly alerts: readonly { readonly kind: string; readonly severity: string; readonly subject: string }[];
  readonly entries: readonly { readonly event: string; readonly role: string; readonly account: string | null }[];
  readonly rows: number;
  // Issuing
  readonly keyIndex: number;
  readonly credentialId: string;
  readonly credentials: readonly { readonly credentialId: string }[];
  readonly subject: Readonly<Record<string, string | boolean>>;
  readonly isPublished: boolean;
  readonly registered: boolean;
  readonly issued: number;
  readonly revoked: number;
  readonly report: readonly { readonly line: number | string; readonly outcome: string }[];
  readonly keys: readonly { readonly state: string }[];
  // An authority of several members
  readonly authority: string;
  readonly proposalId: string;
  readonly governs: boolean;
  readonly members: readonly string[] | null;
  readonly nextGovernor: string | null;
  readonly approvals: number;
  readonly proposals: readonly { readonly state: string; readonly approvedBy: readonly string[] }[];
  // Policies and attestations
  readonly policyId: string;
  readonly policyHash: string;
  readonly enrolmentId: string;
  readonly pseudonym: string;
  readonly commitment: string;
  readonly code: string;
  readonly shown: Readonly<Record<string, string | boolean>>;
  readonly provenAt: number;
  readonly expiresAt: number;
  readonly closesAt: number;
  readonly recorded: number;
  readonly skipped: number;
  readonly refused: number;
  readonly files: readonly { readonly file: string; readonly state: string; readonly code?: string }[];
  readonly consentId: string;
  readonly logId: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly completeness: string;
  readonly records: readonly { readonly entry: { kind: string; outcome?: string } }[];
  readonly attestations: readonly { readonly policyId: string; readonly pseudonym: string; readonly state: string }[];
}

export interface Village {
  readonly folder: string;
  /** JSON-RPC address that everybody uses unless they name another. */
  readonly rpcUrl: string;
}

export async function settle({ folder, rpcUrl }: Village, name: string): Promise<Person> {
  const data = join(folder, name);
  await mkdir(data, { recursive: true });
  const passphraseFile = join(data, "passphrase.txt");
  await writeFile(passphraseFile, `the passphrase of ${name}\n`);
  const environment = { PSEPHOS_RPC: rpcUrl, PSEPHOS_DATA: data, PSEPHOS_PASSPHRASE_FILE: passphraseFile };

  const tries: Person["tries"] = async (...args) => {
    let [printed, prose] = ["", ""];
    const exitCode = await runWith({
      args: [...args, "--json"],
      environment,
      onPrint: (text) => void (printed += text),
      onProse: (text) => void (prose += text),
    });
    const last = printed.trimEnd().split("\n").at(-1) ?? "";
    return { exitCode, answer: JSON.parse(last) as Answer, prose };
  };
  return {
    name,
    folder: data,
    tries,
    does: async (...args) => {
      const { exitCode, answer, prose } = await tries(...args);
      assert.equal(exitCode, 0, `${name}: psephos ${args.join(" ")}\n${prose}`);
      return answer;
    },
    isRefused: async (code, expected, ...args) => {
      const { exitCode, answer, prose } = await tries(...args);
      assert.equal(answer.error?.code, code, `${name}: psephos ${args.join(" ")}\n${prose}`);
      assert.equal(exitCode, expected);
      return answer.error.message;
    },
  };
}

/** Options come from the environment in commander, which reads the process's own. */
async function runWith(input: {
  args: string[];
  environment: Record<string, string>;
  onPrint: (text: string) => void;
  onProse: (text: string) => void;
}): Promise<number> {
  const { args, environment, onPrint, onProse } = input;
  // A typed --rpc asks verify to compare its file with the chain, which the environment alone does not.
  const isFileVerified = args[0] === "verify" && !args.includes("--election");
  const given = Object.entries(OPTION_OF).flatMap(([variable, option]) => {
    const value = environment[variable];
    const isLeftOut = args.includes(option) || (isFileVerified && option === "--rpc");
    return value === undefined || isLeftOut ? [] : [option, value];
  });
  return run({
    args: [...args, ...given],
    environment: { ...environment, PSEPHOS_DEBUG: "1" },
    streams: { stdout: { write: onPrint }, stderr: { write: onProse } },
    isTerminal: false,
    isProgressTerminal: false,
    terminal: undefined,
    readStandardInput: () => Promise.resolve(""),
    version: "test",
  });
}

const OPTION_OF: Readonly<Record<string, string>> = {
  PSEPHOS_RPC: "--rpc",
  PSEPHOS_DATA: "--data",
  PSEPHOS_PASSPHRASE_FILE: "--passphrase-file",
};
