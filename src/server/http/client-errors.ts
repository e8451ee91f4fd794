import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { PsephosError } from "../../errors.ts";
import { PROBLEM_MEDIA_TYPE, problemOf } from "../api/problem.ts";

const HEADERS_TOO_LARGE = 431;
const REASONS: Record<number, string> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

/** Answers what is not even HTTP, or came too slowly, on the bare connection, and closes it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  // In the middle of an answer nothing can be said; a connection that is gone hears nothing.
  if (error.code === "ECONNRESET" || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const problem = problemFor(error.code);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? "Bad Request"}`,
    `content-type: ${PROBLEM_MEDIA_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

/** Node keeps the running answer on the socket, and its own handler looks there. */
function isAnswering(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

function problemFor(code: string | undefined) {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return problemOf(new PsephosError("REQUEST_TOO_SLOW", "The request did not arrive in time. Send it again."));
  }
  if (code === "HPE_HEADER_OVERFLOW") {
    const error = new PsephosError("REQUEST_MALFORMED", "The headers are too large.");
    return problemOf(error, { status: HEADERS_TOO_LARGE });
  }
  return problemOf(new PsephosError("REQUEST_MALFORMED", "This is not an HTTP request that can be read."));
}
