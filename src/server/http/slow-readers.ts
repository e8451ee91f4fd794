import type { ServerResponse } from "node:http";

/** Below what the slowest phones take in `slowReaderMs`, and above what somebody takes who only wants to hold memory here. */
const LEAST_BYTES = 256 * 1024;

/** Drops whoever asked for an answer and does not take it: until it is written out it stays in memory. */
export function dropSlowReader(response: ServerResponse, slowReaderMs: number): void {
  let before: number | undefined;
  const timer = setInterval(() => {
    const left = response.writableLength + (response.socket?.writableLength ?? 0);
    if (!response.headersSent || left === 0) return;
    if (before !== undefined && before - left < LEAST_BYTES) response.destroy();
    before = left;
  }, slowReaderMs).unref();
  response.once("close", () => clearInterval(timer));
}
