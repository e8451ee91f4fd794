import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import type { Text } from "./text.ts";

/** One value that a command takes after its name, in order. */
export interface ArgumentSpec {
  /** As shown in the usage line: `<archive>` or `[archive]`. */
  readonly name: string;
  readonly description: Text;
}

export interface OptionSpec {
  /** As commander reads it: `--threshold <count>`, or `--yes` for a switch. */
  readonly flags: string;
  readonly description: Text;
  readonly required?: boolean;
  /** May be given several times; read with `input.list`. */
  readonly repeatable?: boolean;
  /** Variable of the environment that says it where the person does not. */
  readonly env?: string;
}

/**
 * What a command hands back. Lines are for people: standard output, or standard error with `--json`.
 * `json` is the last line of standard output with `--json`; bigints become decimal strings.
 */
export interface Outcome {
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
  /** 1 when a check or verification says no. */
  readonly exitCode?: 0 | 1;
}

/** A row of the command table: everything `main.ts` needs to offer, explain and run one command. */
export interface CommandSpec {
  /** "trustee deal": noun, then verb; one word for the two whole-election commands. */
  readonly name: string;
  readonly summary: Text;
  /** What a newcomer should know before the first use; shown by `--help`. */
  readonly details?: Text;
  /** Command lines that work as they stand once the names are filled in. */
  readonly examples: readonly string[];
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  run(context: Context, input: Input): Promise<Outcome>;
}
