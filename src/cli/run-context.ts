import { PsephosError } from "../errors.ts";
import { openProver } from "../proofs/prove.ts";
import type { Prover } from "../proofs/prover.ts";
import { readAccountAddress } from "../roles/accounts.ts";
import { onlyAccount, openAccount, openChain, openConnection, type Chain } from "../roles/chain-session.ts";
import { readFileText } from "../roles/read-file.ts";
import { defaultWorkspaceFolder, openWorkspace } from "../roles/workspace.ts";
import type { Context, PassphraseRequest } from "./context.ts";
import { readPassphrase } from "./passphrase.ts";
import { progressCounter } from "./progress.ts";
import type { GlobalOptions } from "./program.ts";
import { printable } from "./printable.ts";
import { askLine, type Terminal } from "./prompt.ts";
import type { Streams } from "./output.ts";
import type { Style } from "./style.ts";
import { fillText, fillTexts, type Language, type Text, type TextValues } from "./text.ts";
import { accountTexts } from "./texts/account.ts";
import { frameTexts } from "./texts/frame.ts";

export const DEFAULT_RPC = "http://127.0.0.1:8545";

export interface RunSurroundings {
  readonly globals: GlobalOptions;
  readonly isChainNamed: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly language: Language;
  readonly style: Style;
  readonly streams: Streams;
  readonly terminal: Terminal | undefined;
  readonly isProgressTerminal: boolean;
  readonly readStandardInput: () => Promise<string>;
}

export interface ClosableContext extends Context {
  close(): Promise<void>;
}

export function createContext(surroundings: RunSurroundings): ClosableContext {
  const { globals, language, style, streams, terminal } = surroundings;
  const json = globals.json === true;
  const rpcUrl = globals.rpc ?? DEFAULT_RPC;
  const workspace = openWorkspace(globals.data ?? defaultWorkspaceFolder());
  const say = (text: Text, values?: TextValues): string => fillText({ text, language, values });
  const progress = (line: string): void => void streams.stderr.write(`${printable(line)}\n`);

  const passphrase = ({ what, isNew = false }: PassphraseRequest): Promise<string> => {
    const label = isNew ? frameTexts.newPassphrase : frameTexts.passphrase;
    const repeat = isNew ? { repeat: say(frameTexts.repeatPassphrase) } : {};
    const question = say(label, { what: say(what) });
    return readPassphrase({ file: globals.passphraseFile, terminal }, { question, ...repeat });
  };
  const ask = (question: string): Promise<string> => {
    if (terminal !== undefined) return askLine(terminal, question);
    throw new PsephosError("USAGE", "There is no terminal to ask at. Give the answer as an option; see --help.");
  };

  const connection = once(() => openConnection(rpcUrl));
  const chain = once(async (): Promise<Chain> => {
    const opened = await openChain({
      connection: await connection.get(),
      workspace,
      ...(globals.deployment === undefined ? {} : { deploymentFile: globals.deployment }),
    });
    if (opened.deployment.phase === "development") progress(style.dim(say(frameTexts.developmentKeys)));
    return opened;
  });
  const account = once(async () =>
    openAccount({
      connection: await connection.get(),
      workspace,
      ...(globals.account === undefined ? {} : { name: globals.account }),
      passphrase: (name) => passphrase({ what: fillTexts(accountTexts.what, { name }) }),
    }),
  );

  let prover: Prover | undefined;

  return {
    language,
    json,
    interactive: terminal !== undefined,
    style,
    workspace,
    rpcUrl,
    isChainNamed: surroundings.isChainNamed,
    environment: surroundings.environment,
    accountName: globals.account,
    deploymentFile: globals.deployment,
    version: surroundings.version,
    say,
    progress,
    narrate: (line) => void (json ? streams.stderr : streams.stdout).write(`${printable(line)}\n`),
    progressCount: progressCounter({ stderr: streams.stderr, isTerminal: surroundings.isProgressTerminal }),
    ask,
    confirm: async ({ yes, question }) => {
      if (yes) return;
      if (terminal === undefined) {
        throw new PsephosError("CONFIRMATION_MISSING", `${question} Add --yes to confirm.`);
      }
      const answer = await askLine(terminal, say(frameTexts.yesNo, { question }));
      if (answer.toLowerCase() !== "yes") throw new PsephosError("INTERRUPTED", "Nothing was done.");
    },
    passphrase,
    connection: connection.get,
    chain: chain.get,
    account: account.get,
    accountAddress: async () =>
      readAccountAddress({ workspace, name: globals.account ?? (await onlyAccount(workspace)) }),
    prover: () => (prover ??= openProver()),
    readText: (path) => (path === "-" ? surroundings.readStandardInput() : readFileText(path)),
    close: async () => {
      await prover?.close();
      (await connection.opened())?.close();
    },
  };
}

/** Opens something on first use, once; failures are not kept as open. */
function once<T>(open: () => Promise<T>): { get: () => Promise<T>; opened: () => Promise<T | undefined> } {
  let value: Promise<T> | undefined;
  return {
    get: () => (value ??= open()),
    opened: async () => value?.catch(() => undefined),
  };
}
