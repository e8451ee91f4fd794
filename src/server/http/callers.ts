import { createHmac, randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";

/** What tells callers apart while this process runs. The key is never stored, so that nobody can try addresses against what is kept. */
export function callerTags(): (address: string) => string {
  const key = randomBytes(32);
  return (address) => createHmac("sha256", key).update(subscriber(address)).digest("base64url");
}

/** In IPv6 one subscriber has a network of 2^64 addresses: all of them are one caller. */
export function subscriber(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("::");
  const [left, right] = [head, tail].map((part) => part.split(":").filter((group) => group !== ""));
  const gap = Array.from({ length: 8 - left!.length - right!.length }, () => "0");
  const groups = address.includes("::") ? [...left!, ...gap, ...right!] : left!;
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
