import type { Config } from "./schema.ts";

/** The configuration as it may be printed: URLs of nodes and databases hold keys and passwords in many places but their host. */
export function shownConfig(config: Config): Record<string, unknown> {
  const { database, chain, ...rest } = config;
  return {
    ...rest,
    database: { ...database, ...(database.url === undefined ? {} : { url: shownUrl(database.url) }) },
    chain: { ...chain, rpcUrls: chain.rpcUrls.map(shownUrl) },
  };
}

/** `postgres://user:password@host:1/name?x=y` becomes `postgres://host:1/…`. */
export function shownUrl(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return "…";
  const isBare = parsed.pathname.length <= 1 && parsed.search === "";
  return `${parsed.protocol}//${parsed.host}${isBare ? "" : "/…"}`;
}
