import type { FastifyRequest } from "fastify";
import type { HttpConfig } from "./config.ts";
import { isLoopback } from "./loopback.ts";

/**
 * Whether who asks may see counts. Behind a proxy on this machine the peer is always of this machine: then the address that a trusted
 * proxy tells must be so too. A proxy that is not in `trustProxy` makes everybody an insider: it must not pass these paths on.
 */
export function isInsider({ socket, ip }: FastifyRequest, { openMetrics }: HttpConfig): boolean {
  return openMetrics || (isLoopback(socket.remoteAddress) && isLoopback(ip));
}
