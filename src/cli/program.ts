import { Command, CommanderError, Option } from "commander";
import type { CommandSpec } from "./command.ts";
import { readInput, type Input } from "./input.ts";
import { fillText, type Language, type Text } from "./text.ts";
import { frameTexts, groupTexts } from "./texts/frame.ts";
import type { Style } from "./style.ts";

/** Options that every command takes, as commander names them. */
export interface GlobalOptions {
  readonly rpc?: string;
  readonly data?: string;
  readonly account?: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
  readonly lang?: string;
  readonly deployment?: string;
}

export interface CommandCall {
  readonly spec: CommandSpec;
  readonly input: Input;
  readonly globals: GlobalOptions;
  /** --rpc was typed, not taken from the environment. */
  readonly isChainNamed: boolean;
}

export interface ProgramParts {
  readonly commands: readonly CommandSpec[];
  readonly language: Language;
  readonly style: Style;
  readonly version: string;
  readonly print: (text: string) => void;
  /** Called once, with the command that the person named. */
  readonly onCommand: (call: CommandCall) => Promise<void>;
}

/** Turns the command table into commander's tree. Usage errors are thrown as CommanderError, never printed here. */
export function buildProgram(parts: ProgramParts): Command {
  const say = (text: Text): string => fillText({ text, language: parts.language });
  const program = new Command("psephos");
  configure(program, parts);
  program
    .description(say(frameTexts.about))
    .version(parts.version, "-V, --version", say(frameTexts.version))
    .addOption(new Option("--rpc <url>", say(frameTexts.rpc)).env("PSEPHOS_RPC"))
    .addOption(new Option("--data <dir>", say(frameTexts.data)).env("PSEPHOS_DATA"))
    .addOption(new Option("--account <name>", say(frameTexts.account)))
    .addOption(new Option("--passphrase-file <file>", say(frameTexts.passphraseFile)).env("PSEPHOS_PASSPHRASE_FILE"))
    .addOption(new Option("--deployment <file>", say(frameTexts.deployment)))
    .addOption(new Option("--json", say(frameTexts.json)))
    .addOption(new Option("--lang <language>", say(frameTexts.lang)).choices(["en", "zh"]).env("PSEPHOS_LANG"))
    .addHelpText("after", () => `\n${say(frameTexts.guide)}`);
  const groups = new Map<string, Command>();
  for (const spec of parts.commands) {
    const [noun, verb] = spec.name.split(" ") as [string, string | undefined];
    if (verb === undefined) {
      addCommand({ parent: program, name: noun, spec, parts, say });
      continue;
    }
    const group = groups.get(noun) ?? addGroup({ program, noun, parts, say });
    groups.set(noun, group);
    addCommand({ parent: group, name: verb, spec, parts, say });
  }
  return program;
}

type Say = (text: Text) => string;

function configure(
  command: Command,
  { style, print, language }: Pick<ProgramParts, "style" | "print" | "language">,
): void {
  const titles: ReadonlyMap<string, Text> = new Map<string, Text>([
    ["Usage:", frameTexts.usage],
    ["Arguments:", frameTexts.arguments],
    ["Options:", frameTexts.options],
    ["Global Options:", frameTexts.globalOptions],
    ["Commands:", frameTexts.commands],
  ]);
  command
    .exitOverride()
    // Help that nobody asked for, as after a noun alone, is still help; errors are told once, by `run`.
    .configureOutput({ writeOut: print, writeErr: print, outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      sortSubcommands: false,
      styleTitle: (title) => style.bold(fillText({ text: titles.get(title) ?? { en: title, zh: title }, language })),
    })
    .helpOption("-h, --help", fillText({ text: frameTexts.help, language }))
    .helpCommand(false);
}

function addGroup(input: { program: Command; noun: string; parts: ProgramParts; say: Say }): Command {
  const group = input.program.command(input.noun);
  configure(group, input.parts);
  const text: Text | undefined = (groupTexts as Record<string, Text>)[input.noun];
  if (text !== undefined) group.description(input.say(text));
  return group;
}

function addCommand(input: { parent: Command; name: string; spec: CommandSpec; parts: ProgramParts; say: Say }): void {
  const { parent, name, spec, parts, say } = input;
  const command = parent.command(name);
  configure(command, parts);
  command.summary(say(spec.summary));
  // The terminal's width breaks lines, not the source's; blank lines between paragraphs stay.
  const details =
    spec.details === undefined
      ? ""
      : `\n\n${say(spec.details).replace(/(?<!\n)\n(?!\n)/g, parts.language === "zh" ? "" : " ")}`;
  command.description(`${say(spec.summary)}${details}`);
  for (const argument of spec.arguments ?? []) command.argument(argument.name, say(argument.description));
  for (const { flags, description, required, repeatable, env } of spec.options ?? []) {
    const option = new Option(flags, say(description));
    if (required) option.makeOptionMandatory();
    if (env !== undefined) option.env(env);
    if (repeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    command.addOption(option);
  }
  const title = spec.examples.length === 1 ? frameTexts.example : frameTexts.examples;
  command.addHelpText("after", () => `\n${parts.style.bold(say(title))}\n  ${spec.examples.join("\n  ")}`);
  command.action(async () => {
    const values: Record<string, unknown> = {};
    for (const option of command.options) values[option.name()] = command.getOptionValue(option.attributeName());
    command.registeredArguments.forEach((argument, position) => {
      values[argument.name()] = command.processedArgs[position];
    });
    const input = readInput(values, new Set(command.options.map((option) => option.name())));
    const isChainNamed = command.getOptionValueSourceWithGlobals("rpc") === "cli";
    await parts.onCommand({ spec, input, globals: command.optsWithGlobals<GlobalOptions>(), isChainNamed });
  });
}

/** Help and version end a run without being errors. */
export function isAskedFor(error: unknown): boolean {
  const codes = ["commander.helpDisplayed", "commander.version", "commander.help"];
  return error instanceof CommanderError && codes.includes(error.code);
}

/** Commander's own sentence without its prefix: "missing required argument 'file'". */
export function usageMessage(error: CommanderError): string {
  return error.message.replace(/^error: /, "").replaceAll("\n", " ");
}
