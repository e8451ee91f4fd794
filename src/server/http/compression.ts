import { promisify } from "node:util";
import { gzip } from "node:zlib";
import negotiate from "@fastify/accept-negotiator";
import type { FastifyInstance } from "fastify";

const compressed = promisify(gzip);

/** Shorter answers fit into the packets that are sent anyway. */
const WORTHWHILE_CHARS = 1_400;

/**
 * Answers in text go compressed to whoever takes them so: what a chain says is in hexadecimal, and slow lines wait for it. As a whole, off
 * the event loop, so that an answer's length is known before it goes. Nothing that an answer holds is secret, so its length tells nothing.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || payload.length < WORTHWHILE_CHARS) return payload;
    if (reply.hasHeader("content-encoding")) return payload;
    const before = reply.getHeader("vary");
    reply.header("vary", [before, "accept-encoding"].flat().filter(Boolean).join(", "));
    const accepted = request.headers["accept-encoding"];
    if (typeof accepted !== "string" || negotiate(accepted, ["gzip", "identity"]) !== "gzip") return payload;
    const bytes = await compressed(payload);
    reply.header("content-encoding", "gzip").header("content-length", bytes.length);
    return bytes;
  });
}
