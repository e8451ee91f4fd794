import type { z } from "zod";
import { PsephosError, requireArgument } from "../../errors.ts";
import { firstIssue } from "../../protocol/json.ts";
import type { Endpoint, ObjectSchema, Schema } from "../api/endpoint.ts";
import { rawBytes } from "../api/words.ts";

/** Fields that a schema fills in itself, or does without. */
type Optional<S extends ObjectSchema> = {
  [Field in keyof z.input<S>]-?: object extends Pick<z.input<S>, Field> ? Field : never;
}[keyof z.input<S>] &
  keyof z.output<S>;

/** Parsed values, so bigints are bigints; what has a default may be left out. */
type Given<S extends ObjectSchema> = Omit<z.output<S>, Optional<S>> & Partial<Pick<z.output<S>, Optional<S>>>;

type Part<Name extends string, Value> = object extends Value
  ? { readonly [N in Name]?: Value }
  : { readonly [N in Name]: Value };

/** What a call of this endpoint takes: exactly the parts that it has. */
export type CallRequest<E extends Endpoint> = (E["params"] extends ObjectSchema
  ? Part<"params", Given<E["params"]>>
  : unknown) &
  (E["query"] extends ObjectSchema ? Part<"query", Given<E["query"]>> : unknown) &
  (E["body"] extends Schema ? { readonly body: z.output<E["body"]> } : unknown) &
  CallOptions;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Of endpoints with `idempotent` alone. */
  readonly idempotencyKey?: string;
  /** Of endpoints with `bearer` alone. */
  readonly bearer?: string;
}

/** The same without types, as the code below sees it. */
export interface AnyRequest extends CallOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The address of this request under `base`, which ends without a slash. */
export function requestUrl(base: string, endpoint: Endpoint, { params, query }: AnyRequest): string {
  const fields = encodeFields(endpoint.params, params);
  const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(fields[name] ?? ""));
  const search = new URLSearchParams(encodeFields(endpoint.query, query)).toString();
  return `${base}${path}${search === "" ? "" : `?${search}`}`;
}

export function requestInit(
  endpoint: Endpoint,
  { body, idempotencyKey, bearer }: AnyRequest,
): RequestInit & { headers: Record<string, string> } {
  const { body: schema, bodyMediaType = "application/json" } = endpoint;
  return {
    method: endpoint.method,
    headers: {
      accept:
        endpoint.success.stream === true ? "text/event-stream" : (endpoint.success.mediaType ?? "application/json"),
      ...(schema === undefined ? {} : { "content-type": bodyMediaType }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(schema === undefined ? {} : { body: bodyOf(schema, body) }),
    // Nothing that would tell the service more than it must know, nor another service anything.
    redirect: "error",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  };
}

function bodyOf(schema: Schema, body: unknown): string | Uint8Array<ArrayBuffer> {
  const encoded = encode(schema, body);
  return schema === rawBytes ? (encoded as Uint8Array<ArrayBuffer>) : JSON.stringify(encoded);
}

/** Throws ARGUMENT_INVALID for what the service would refuse anyway. */
function encode(schema: Schema, value: unknown): unknown {
  const result = schema.safeEncode(value);
  if (result.success) return result.data;
  throw new PsephosError("ARGUMENT_INVALID", `The request does not fit its endpoint: ${firstIssue(result.error)}.`);
}

function encodeField(schema: ObjectSchema | undefined, name: string, value: unknown): string {
  const field = schema?.shape[name] as Schema | undefined;
  requireArgument(field !== undefined, name, "a field of the endpoint");
  return String(encode(field, value));
}

/** Paths and queries are text: each given field by its own codec, those with defaults left to the service. */
function encodeFields(schema: ObjectSchema | undefined, fields: AnyRequest["query"] = {}): Record<string, string> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, encodeField(schema, name, value)]));
}
