import { isIP } from "node:net";
import { requireArgument } from "../../errors.ts";

/** Names of private networks, as Fastify knows them. */
const NAMED = ["loopback", "linklocal", "uniquelocal"];
/** The largest private networks are 10.0.0.0/8 and fc00::/7: who names a larger one names strangers. */
const SHORTEST_PREFIX = { 4: 8, 6: 7 } as const;
/** IPv6 addresses of ::/80, in which all of IPv4 lies once more as ::ffff:0:0/96. */
const WITH_MAPPED = /^[0:]*::|^::/;
const MAPPED_BITS = 96;

/** Refuses what would let strangers name any address as their own: limits for each caller, and what is for insiders alone, would be open. */
export function checkTrustedProxies(entries: readonly string[]): void {
  for (const entry of entries) {
    requireArgument(
      NAMED.includes(entry) || isNetwork(entry),
      "trustProxy",
      'a list of addresses or private networks, such as "10.0.3.7" or "10.0.3.0/24"; never everybody\'s, such as 0.0.0.0/0 or ::/0',
    );
  }
}

function isNetwork(entry: string): boolean {
  const [, address = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(entry) ?? [];
  const family = isIP(address);
  if (family !== 4 && family !== 6) return false;
  const longest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  const shortest = WITH_MAPPED.test(address) ? MAPPED_BITS + SHORTEST_PREFIX[4] : SHORTEST_PREFIX[family];
  return prefix >= shortest && prefix <= longest;
}
