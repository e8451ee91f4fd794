import { CommanderError } from "commander";
import { PsephosError } from "../errors.ts";
import { EXIT, exitCodeOf, type ExitCode } from "./exit-codes.ts";
import { printError, printOutcome, type Streams } from "./output.ts";
import { buildProgram, isAskedFor, usageMessage } from "./program.ts";
import type { Terminal } from "./prompt.ts";
import { createContext } from "./run-context.ts";
import { styleFor } from "./style.ts";
import { loadCommands } from "./table.ts";
import { LANGUAGES, type Language } from "./text.ts";

export interface Invocation {
  /** Without node and script. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly streams: Streams;
  /** Standard output is a terminal: emphasis is shown. */
  readonly isTerminal: boolean;
  /** Standard error is one: progress rewrites its line. */
  readonly isProgressTerminal: boolean;
  readonly terminal: Terminal | undefined;
  readonly readStandardInput: () => Promise<string>;
  readonly version: string;
}

/** One run of the command line, from arguments to exit code. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, environment, streams, version } = invocation;
  const language = languageOf(args, environment);
  const style = styleFor({ isTerminal: invocation.isTerminal, environment });
  let json = args.includes("--json");
  let exitCode: ExitCode = EXIT.done;
  try {
    const program = buildProgram({
      commands: await loadCommands(args),
      language,
      style,
      version,
      print: (text) => void streams.stdout.write(text),
      onCommand: async ({ spec, input, globals, isChainNamed }) => {
        json = globals.json === true;
        const context = createContext({ ...invocation, globals, isChainNamed, language, style });
        try {
          const outcome = await spec.run(context, input);
          printOutcome({ outcome, json, streams });
          exitCode = outcome.exitCode ?? EXIT.done;
        } finally {
          await context.close();
        }
      },
    });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (isAskedFor(thrown)) return EXIT.done;
    const error = thrown instanceof CommanderError ? usageError(thrown) : thrown;
    printError({ error, json, language, style, streams });
    if (environment["PSEPHOS_DEBUG"] !== undefined && error instanceof Error) streams.stderr.write(`${error.stack}\n`);
    return exitCodeOf(error);
  }
}

function usageError(error: CommanderError): PsephosError {
  const message = usageMessage(error);
  return new PsephosError("USAGE", `${message.endsWith(".") ? message : `${message}.`} See psephos --help.`);
}

/** The help itself speaks the language, so it is known before the arguments are parsed. */
function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const position = args.indexOf("--lang");
  const joined = args.find((argument) => argument.startsWith("--lang="))?.slice("--lang=".length);
  const asked = joined ?? (position >= 0 ? args[position + 1] : undefined) ?? environment["PSEPHOS_LANG"];
  return LANGUAGES.find((language) => language === asked) ?? "en";
}
