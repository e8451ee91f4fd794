import { join } from "node:path";
import { requireArgument } from "../errors.ts";
import { indexerSettings, proverSettings, relayerSettings, watcherSettings } from "./config/settings.ts";
import { indexerPart } from "./indexer/indexer-part.ts";
import { PART_NAMES, type Part, type PartName } from "./part.ts";
import { proverPart } from "./prover/prover-part.ts";
import { relayerPart } from "./relayer/relayer-part.ts";
import type { ServeOptions } from "./serve.ts";
import { watcherPart } from "./watcher/watcher-part.ts";
import { webPart } from "./web/web-part.ts";

/** The parts that the configuration names, not started yet. */
export function makeParts(options: ServeOptions): readonly Part[] {
  return PART_NAMES.filter((name) => options.config.parts.includes(name)).map((name) => makers[name](options));
}

const makers: Readonly<Record<PartName, (options: ServeOptions) => Part>> = {
  prover: ({ config, ...rest }) => proverPart({ ...shared(rest), config: proverSettings(config) }),
  relayer: ({ config, account, keys, pace, ...rest }) => {
    requireArgument(account !== undefined, "account", "given when the relayer runs");
    return relayerPart({
      ...shared(rest),
      ...records(rest),
      ...(keys === undefined ? {} : { keys }),
      account,
      config: { ...relayerSettings(config), ...pace },
    });
  },
  indexer: ({ config, version, ...rest }) =>
    indexerPart({ ...shared(rest), ...records(rest), version, settings: indexerSettings(config) }),
  watcher: ({ config, ...rest }) =>
    watcherPart({ ...shared(rest), ...records(rest), settings: watcherSettings(config) }),
  web: ({ config, portal, demonstration, ...rest }) => {
    const { store, chain } = records(rest);
    return webPart({
      ...{ store, chain, telemetry: rest.telemetry, settings: config.web, publicFolder: join(config.data, "public") },
      ...{ demonstration, ...(portal === undefined ? {} : { portal }) },
    });
  },
};

type Shared = Pick<ServeOptions, "telemetry" | "onStep">;

function shared({ telemetry, onStep }: Shared): Shared {
  return onStep === undefined ? { telemetry } : { telemetry, onStep };
}

function records({ store, chain, secondOpinions = [] }: Pick<ServeOptions, "store" | "chain" | "secondOpinions">) {
  requireArgument(store !== undefined, "store", "given when relayer, indexer, watcher or web run");
  requireArgument(chain !== undefined, "chain", "given when relayer, indexer, watcher or web run");
  return { store, chain, secondOpinions };
}
