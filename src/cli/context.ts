import type { ProgressStep } from "./progress.ts";
import type { Language, Text, TextValues } from "./text.ts";
import type { Style } from "./style.ts";
import type { Account, Chain, Connection } from "../roles/chain-session.ts";
import type { Prover } from "../proofs/prover.ts";
import type { Workspace } from "../roles/workspace.ts";

export interface PassphraseRequest {
  /** What it opens, in the person's words: "account ada". */
  readonly what: Text;
  /** Asked twice, and checked for length, when a new file is sealed. */
  readonly isNew?: boolean;
}

/** The surroundings of one command run. Everything costly is opened on first use and closed when the run ends. */
export interface Context {
  readonly language: Language;
  readonly json: boolean;
  /** A person sits at the terminal and can be asked. */
  readonly interactive: boolean;
  readonly style: Style;
  readonly workspace: Workspace;
  readonly rpcUrl: string;
  /** The person typed --rpc for this command; the environment alone names a chain for all of them. */
  readonly isChainNamed: boolean;
  /** For the settings of services alone: a command's own options come as its input. */
  readonly environment: NodeJS.ProcessEnv;
  /** --account, as typed. */
  readonly accountName: string | undefined;
  /** --deployment, as typed. */
  readonly deploymentFile: string | undefined;
  readonly version: string;
  say(text: Text, values?: TextValues): string;
  /** One line to standard error, at once. */
  progress(line: string): void;
  /** One line of a story: standard output, or standard error with `--json`. */
  narrate(line: string): void;
  /** A counted step: rewrites its line on a terminal, and speaks up at tenths elsewhere. */
  progressCount(step: ProgressStep): void;
  ask(question: string): Promise<string>;
  /** Goes on after `--yes` or after the person typed yes; refuses with CONFIRMATION_MISSING otherwise. */
  confirm(input: { yes: boolean; question: string }): Promise<void>;
  passphrase(request: PassphraseRequest): Promise<string>;
  /** The JSON-RPC endpoint, without contracts. */
  connection(): Promise<Connection>;
  /** The endpoint with the deployed contracts, whose verifying keys were compared with this installation's. */
  chain(): Promise<Chain>;
  /** The account that signs and pays. */
  account(): Promise<Account>;
  /** Its address, which needs no passphrase. */
  accountAddress(): Promise<string>;
  /** Makes proofs on all cores; started on first use. */
  prover(): Prover;
  /** Reads a whole text file or, for `-`, standard input. */
  readText(path: string): Promise<string>;
}
