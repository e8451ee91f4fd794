import { isIPv4 } from "node:net";

/** Whether this address of a socket is of this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  if (address === "::1") return true;
  const plain = address.replace(/^::ffff:/i, "");
  return isIPv4(plain) && plain.startsWith("127.");
}
