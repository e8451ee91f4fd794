import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { HttpConfig } from "./config.ts";

const KEEP_ALIVE_PROBE_MS = 30_000;
const MAX_HEADERS = 100;

/** Limits that no request passes through: how many connections, how long for a request's head, how many headers. */
export function limitConnections(server: Server, config: HttpConfig): void {
  server.headersTimeout = config.headersTimeoutMs;
  server.maxConnections = config.maxConnections;
  server.maxHeadersCount = MAX_HEADERS;
  const open = new Map<string, number>();
  const isBehindProxy = config.trustProxy.length > 0;
  server.on("connection", (socket: Socket) => {
    // Readers of a stream who vanished without a word are found out by it.
    socket.setKeepAlive(true, KEEP_ALIVE_PROBE_MS);
    const address = socket.remoteAddress ?? "";
    const count = (open.get(address) ?? 0) + 1;
    if (!isBehindProxy && count > config.maxConnectionsPerCaller) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = open.get(address)! - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
