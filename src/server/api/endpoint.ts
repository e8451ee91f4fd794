import type { z } from "zod";
import type { ErrorCode } from "../../errors.ts";

export type Schema = z.ZodType;
/** Strict objects; their fields are codecs from text, such as `uint64`: paths and queries hold nothing else. */
export type ObjectSchema = z.ZodObject;

/**
 * How much work a request is, for rate limits: each kind is counted for itself. "free" ones (health, documents) are not counted; "chain"
 * are questions to the node, of which reading one election takes hundreds; "letter" are letters to others, who have to keep them;
 * "upload" are files of up to 32 MiB.
 */
export type RequestCost = "free" | "read" | "write" | "chain" | "letter" | "upload";

/** One operation of the HTTP API: routes, OpenAPI and client all follow from it. */
export interface Endpoint {
  /** Operation id: camelCase, verb first. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `:name` for each parameter, such as `/v1/elections/:electionId`. */
  readonly path: string;
  readonly tag: string;
  /** A sentence for the table of contents. */
  readonly summary: string;
  /** What a developer must know before the first call; Markdown. */
  readonly description?: string;
  readonly cost: RequestCost;
  readonly params?: ObjectSchema;
  readonly query?: ObjectSchema;
  readonly body?: Schema;
  /** Of a body that is taken as it is, as `rawBytes`; JSON unless told. */
  readonly bodyMediaType?: "application/octet-stream";
  /** Largest accepted body; 64 KiB unless told. */
  readonly bodyBytes?: number;
  /** Asks for a token (RFC 6750), which the handler compares: ACCESS_DENIED without one. */
  readonly bearer?: boolean;
  readonly success: {
    readonly status: 200 | 201 | 202 | 204;
    /** Undefined with 204. With `stream` it is the data of each server-sent event. */
    readonly body?: Schema;
    readonly stream?: boolean;
    /** Of a body that is a string, or `rawBytes`, and sent as it is; JSON unless told. */
    readonly mediaType?: "application/json" | "application/octet-stream" | "text/csv";
    /** The same for ever: everybody on the way may keep it. */
    readonly isImmutable?: boolean;
    /** Largest answer that a client takes; 16 MiB unless told. */
    readonly maxBytes?: number;
  };
  /**
   * Codes that this operation answers with, besides COMMON_PROBLEMS and those of exit class "environment". A handler that throws
   * another one is taken for broken: the caller gets INTERNAL.
   */
  readonly problems: readonly ErrorCode[];
  /** Doing it twice is doing it once: clients may repeat it, and may say `Idempotency-Key` so that a key is not used for two things. */
  readonly idempotent?: boolean;
}

export function defineEndpoint<const E extends Endpoint>(endpoint: E): E {
  return endpoint;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

export type ParamsOf<E extends Endpoint> = Output<E["params"]>;
export type QueryOf<E extends Endpoint> = Output<E["query"]>;
export type BodyOf<E extends Endpoint> = Output<E["body"]>;
/** What the handler gives and the client gets: parsed values, so bigints are bigints. */
export type AnswerOf<E extends Endpoint> = Output<E["success"]["body"]>;
