import { requireArgument, requireInteger } from "../../errors.ts";
import { checkTrustedProxies } from "./trusted-proxies.ts";

/** What an operator can set about HTTP. Times in ms, sizes in bytes. */
export interface HttpConfig {
  /** Web origins that may call from a browser, such as "https://vote.example.org"; exact, no patterns. Empty: none but the own one. */
  readonly origins: readonly string[];
  /** Names that callers on this machine may use for it, besides `localhost`, addresses and the names in `origins`. Unused behind a proxy. */
  readonly hosts: readonly string[];
  /** Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed. Empty: whoever connects is the caller. */
  readonly trustProxy: readonly string[];
  /** Whether callers on other machines may see metrics and details of health, which tell when somebody came. */
  readonly openMetrics: boolean;
  /** Largest body of operations that set no limit of their own. */
  readonly bodyBytes: number;
  /** Requests of one caller in a minute, to the chain each question of a batch; 0 for no limit. Whole offices share an address: leave room. */
  readonly rates: Readonly<
    Record<"readPerMinute" | "writePerMinute" | "chainPerMinute" | "letterPerMinute" | "uploadPerMinute", number>
  >;
  readonly maxConnections: number;
  /** Of one address; not counted behind a proxy. */
  readonly maxConnectionsPerCaller: number;
  /** Open event streams. */
  readonly maxStreams: number;
  readonly maxStreamsPerCaller: number;
  /** Until the whole request must be here. */
  readonly requestTimeoutMs: number;
  /** Until its head must be here. */
  readonly headersTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  readonly keepAliveMs: number;
  /** Between signs of life on a quiet stream. */
  readonly heartbeatMs: number;
  /** A stream's reader that takes nothing for so long is dropped, and that of an answer who takes next to nothing. */
  readonly slowReaderMs: number;
  /** When the event loop lags more, requests are answered BUSY; 0 for never. */
  readonly maxEventLoopDelayMs: number;
  /** How long `close` waits for requests that are being answered. */
  readonly stopGraceMs: number;
}

export const DEFAULT_HTTP_CONFIG: HttpConfig = {
  origins: [],
  hosts: [],
  trustProxy: [],
  openMetrics: false,
  bodyBytes: 64 * 1024,
  rates: {
    readPerMinute: 1200,
    writePerMinute: 600,
    chainPerMinute: 12_000,
    letterPerMinute: 20,
    uploadPerMinute: 120,
  },
  maxConnections: 4000,
  maxConnectionsPerCaller: 1000,
  maxStreams: 1000,
  maxStreamsPerCaller: 20,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  keepAliveMs: 10_000,
  heartbeatMs: 15_000,
  slowReaderMs: 20_000,
  maxEventLoopDelayMs: 1000,
  stopGraceMs: 10_000,
};

export const NO_RATES: HttpConfig["rates"] = {
  readPerMinute: 0,
  writePerMinute: 0,
  chainPerMinute: 0,
  letterPerMinute: 0,
  uploadPerMinute: 0,
};

/** A name or an address, and nothing that could stand for several. */
const ORIGIN = /^https?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/;

const HOST_NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** Refuses what would open the service wider than it says: an origin that is a pattern, a proxy that is everybody, a limit that is none. */
export function checkHttpConfig(config: HttpConfig): void {
  for (const origin of config.origins) {
    const exact = ORIGIN.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
    requireArgument(exact, "origins", 'a list of exact web origins such as "https://vote.example.org"');
  }
  for (const host of config.hosts) {
    requireArgument(HOST_NAME.test(host), "hosts", 'a list of names such as "relay.example.org", without a port');
  }
  checkTrustedProxies(config.trustProxy);
  const {
    origins: _origins,
    hosts: _hosts,
    trustProxy: _trustProxy,
    openMetrics: _openMetrics,
    rates,
    ...limits
  } = config;
  for (const [name, value] of Object.entries({ ...rates, ...limits })) {
    const min = name.endsWith("PerMinute") || name === "maxEventLoopDelayMs" ? 0 : 1;
    requireInteger(value, { name, min, max: 2 ** 31 - 1 });
  }
}
