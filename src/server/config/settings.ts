import { departmentIdOf } from "../../protocol/credential/issuer-key.ts";
import { DEFAULT_HTTP_CONFIG, type HttpConfig } from "../http/config.ts";
import type { IndexerSettings } from "../indexer/settings.ts";
import type { ProverSettings } from "../prover/settings.ts";
import type { SenderPace } from "../relayer/sending/settings.ts";
import type { RelayerSettings } from "../relayer/settings.ts";
import type { WatcherSettings } from "../watcher/settings.ts";
import type { Config } from "./schema.ts";
import { toWei } from "./values.ts";

const GWEI_DECIMALS = 9;
const COIN_DECIMALS = 18;

export function proverSettings({ prover }: Config): ProverSettings {
  const { remote: _remote, ...settings } = prover;
  return settings;
}

/** What is final is final for all services alike. */
export function relayerSettings({ relayer, chain }: Config): RelayerSettings & Pick<SenderPace, "confirmations"> {
  const { account: _account, maxFeeGwei, priorityFeeGwei, lowBalance, ...others } = relayer;
  const { electionCreators, policyDepartments, ...settings } = others;
  return {
    ...settings,
    confirmations: chain.confirmations,
    maxFeePerGas: toWei(maxFeeGwei, GWEI_DECIMALS),
    priorityFee: toWei(priorityFeeGwei, GWEI_DECIMALS),
    lowBalance: toWei(lowBalance, COIN_DECIMALS),
    electionCreators: electionCreators.map((address) => address.toLowerCase()),
    policyDepartments: policyDepartments.map(departmentIdOf),
  };
}

export function indexerSettings({ indexer, chain, watcher }: Config): IndexerSettings {
  const { pollMs, ...settings } = indexer;
  return {
    ...settings,
    pollMs: pollMs === 0 ? null : pollMs,
    confirmations: chain.confirmations ?? null,
    stalledSeconds: watcher.stalledSeconds === 0 ? null : watcher.stalledSeconds,
  };
}

export function watcherSettings({ watcher, relayer }: Config): WatcherSettings {
  const stalledSeconds = watcher.stalledSeconds === 0 ? null : watcher.stalledSeconds;
  return { ...watcher, stalledSeconds, maxFeePerGas: toWei(relayer.maxFeeGwei, GWEI_DECIMALS) };
}

export function httpSettings({ http }: Config): HttpConfig {
  const { readPerMinute, writePerMinute, chainPerMinute, letterPerMinute, uploadPerMinute, ...settings } = http;
  const rates = { readPerMinute, writePerMinute, chainPerMinute, letterPerMinute, uploadPerMinute };
  return { ...DEFAULT_HTTP_CONFIG, ...settings, rates };
}
