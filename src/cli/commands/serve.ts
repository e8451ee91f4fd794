import { resolve } from "node:path";
import { connectAccount, developmentAccount } from "../../chain/accounts.ts";
import { PsephosError } from "../../errors.ts";
import { onlyAccount, openAccount, type Account, type Chain } from "../../roles/chain-session.ts";
import { openServingChain, type ServingChain } from "../../roles/serving-chain.ts";
import { defaultWorkspaceFolder, openWorkspace } from "../../roles/workspace.ts";
import { readConfig } from "../../server/config/read-config.ts";
import type { Config } from "../../server/config/schema.ts";
import { shownConfig } from "../../server/config/show-config.ts";
import { openServices, type ServedChain } from "../../server/open-services.ts";
import { stopOnSignals } from "../../server/stop-on-signals.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { columns } from "../format.ts";
import type { Input } from "../input.ts";
import { fillTexts } from "../text.ts";
import { accountTexts } from "../texts/account.ts";
import { serveTexts as texts } from "../texts/serve.ts";

/** Of the local chain's accounts, the one that people's own trials take last. */
const LOCAL_RELAYER = 9;

export const command: CommandSpec = {
  name: "serve",
  summary: texts.summary,
  details: texts.details,
  examples: ["psephos serve", "psephos serve --only prover", "psephos serve --config server.json --account relayer"],
  options: [
    { flags: "--port <port>", description: texts.port },
    { flags: "--host <address>", description: texts.host },
    { flags: "--only <parts>", description: texts.only },
    { flags: "--config <file>", description: texts.config },
    { flags: "--rebuild-index", description: texts.rebuildIndex },
    { flags: "--print-config", description: texts.printConfig },
  ],
  async run(context, input) {
    const config = await configOf(context, input);
    if (input.flag("print-config")) {
      const shown = shownConfig(config);
      return { lines: [JSON.stringify(shown, null, 2)], json: shown };
    }
    const rebuild = input.flag("rebuild-index");
    if (rebuild) requireIndexer(config);
    let serving: ServingChain | undefined;
    let account: Account | undefined;
    const openChain = async (): Promise<ServedChain> => {
      serving = await openChainFor(context, config);
      account = await accountFor(context, config, serving.chain);
      const { chain, secondOpinions } = serving;
      return { chain, secondOpinions, ...(account === undefined ? {} : { account }) };
    };
    try {
      const server = await openServices({
        config,
        version: context.version,
        destination: process.stderr,
        rebuild,
        ...(needsChain(config) ? { openChain } : {}),
      });
      const { local } = serving ?? {};
      for (const line of describe(context, config, { url: server.url, serving, account })) context.narrate(line);
      await stopOnSignals({
        onStopping: () => context.progress(context.say(texts.stopping)),
        stop: () => server.stop(),
        ...(local === undefined ? {} : { untilBroken: local.untilBroken }),
      });
      return { lines: [context.say(texts.stopped)], json: { url: server.url, parts: config.parts } };
    } finally {
      await serving?.close();
    }
  },
};

/** What was typed wins over the environment, that over the file. */
function configOf(context: Context, input: Input): Promise<Config> {
  const { environment, workspace } = context;
  const isFolderNamed = workspace.folder !== resolve(defaultWorkspaceFolder());
  const isChainNamed = context.isChainNamed || environment["PSEPHOS_RPC"] !== undefined;
  const port = input.optionalInteger("port", { min: 0, max: 65_535 });
  const host = input.optional("host");
  const only = input.optional("only");
  // The command line has read it already, and lets it be a relative path.
  const { PSEPHOS_DATA: _data, ...others } = environment;
  return readConfig({
    file: input.optional("config"),
    environment: others,
    defaults: { data: workspace.folder, log: { level: context.interactive ? "warn" : "info" } },
    flags: {
      ...(port === undefined ? {} : { port }),
      ...(host === undefined ? {} : { host }),
      ...(only === undefined ? {} : { parts: only.split(",").map((part) => part.trim()) }),
      ...(isFolderNamed ? { data: workspace.folder } : {}),
      chain: {
        ...(isChainNamed ? { rpcUrls: [context.rpcUrl] } : {}),
        ...(context.deploymentFile === undefined ? {} : { deploymentFile: context.deploymentFile }),
      },
      relayer: context.accountName === undefined ? {} : { account: context.accountName },
    },
  });
}

/** Without one nobody would fill it again. */
function requireIndexer({ parts }: Config): void {
  if (parts.includes("indexer")) return;
  throw new PsephosError(
    "USAGE",
    "--rebuild-index needs the indexer: add it to --only, or run it where the indexer runs.",
  );
}

function needsChain({ parts }: Config): boolean {
  return parts.some((part) => part !== "prover");
}

function openChainFor(context: Context, { data, chain }: Config): Promise<ServingChain> {
  const label = context.say(texts.deploying);
  return openServingChain({
    workspace: openWorkspace(data),
    ...{ rpcUrls: chain.rpcUrls, chainId: chain.chainId, deploymentFile: chain.deploymentFile },
    onDeploying: (progress) => context.progressCount({ label, ...progress }),
  });
}

/** The relayer's. On local chains, unless told, one that everybody knows and that has coins there. */
async function accountFor(context: Context, config: Config, chain: Chain): Promise<Account | undefined> {
  if (!config.parts.includes("relayer")) return undefined;
  const { account } = config.relayer;
  if (account === undefined && chain.isLocal) return connectAccount(developmentAccount(LOCAL_RELAYER), chain);
  const workspace = openWorkspace(config.data);
  return await openAccount({
    connection: chain,
    workspace,
    name: account ?? (await onlyAccount(workspace).catch(nameIt)),
    passphrase: (name) => context.passphrase({ what: fillTexts(accountTexts.what, { name }) }),
  });
}

function nameIt(cause: unknown): never {
  throw new PsephosError(
    "CONFIG_INVALID",
    "The relayer needs an account that pays: make one (psephos account new relayer), or name one of several in relayer.account.",
    { detail: { field: "relayer.account" }, cause },
  );
}

interface Running {
  readonly url: string;
  readonly serving: ServingChain | undefined;
  readonly account: Account | undefined;
}

function describe(context: Context, config: Config, { url, serving, account }: Running): string[] {
  const { chain, local } = serving ?? {};
  const database = config.database.url === undefined ? texts.databaseFolder : texts.databaseServer;
  return [
    context.style.bold(context.say(texts.running, { url })),
    ...columns([
      [context.say(texts.services), config.parts.join(", ")],
      ...(config.parts.includes("web") ? [[context.say(texts.page), `${url}/`] as const] : []),
      [context.say(texts.documents), `${url}/docs`],
      [context.say(texts.state), `${url}/health/ready`],
      ...(chain === undefined
        ? []
        : [
            [
              context.say(texts.chain),
              context.say(local === undefined ? texts.chainOf : texts.chainOwn, {
                chainId: chain.chainId,
                url: new URL(chain.url).origin,
              }),
            ] as const,
            [context.say(texts.keptIn), context.say(database, { folder: config.data })] as const,
          ]),
      ...(chain === undefined ? [] : [[context.say(texts.record), recordOf(config, chain)] as const]),
      ...(account === undefined ? [] : [[context.say(texts.account), account.address] as const]),
    ]),
    context.say(texts.howToStop),
  ];
}

/** What the operator hands to everybody who is to use these contracts. */
function recordOf({ chain: { deploymentFile }, data }: Config, { chainId }: Chain): string {
  return deploymentFile ?? openWorkspace(data).deploymentFile(chainId);
}
