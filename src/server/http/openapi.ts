import { z } from "zod";
import { requireArgument, type ErrorCode } from "../../errors.ts";
import type { Endpoint, ObjectSchema, Schema } from "../api/endpoint.ts";
import { rawBytes } from "../api/words.ts";
import { COMMON_PROBLEMS, PROBLEM_MEDIA_TYPE, problemSchema, statusOf } from "../api/problem.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1: what a document of ours has; readers take it as JSON. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json };
}

/** Of the API, not of the software: paths begin with its major number. */
const API_VERSION = "1.0.0";
const DESCRIPTION = `Everything refused comes as a problem document (RFC 9457) with a stable \`code\`.
Numbers of up to 256 bits are decimal strings, hashes and addresses are lower-case hexadecimal, times are Unix seconds.
Whoever operates this service can see what is sent to it, and when; each operation says what that tells.`;

/** The document of these operations, from the schemas that validate them. */
export function openApiDocument(endpoints: readonly Endpoint[]): OpenApiDocument {
  const schemas: Json = {};
  const paths: OpenApiDocument["paths"] = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) };
  }
  jsonSchema(problemSchema, schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Psephos",
      version: API_VERSION,
      description: DESCRIPTION,
      license: { name: "GPL-3.0-or-later", identifier: "GPL-3.0-or-later" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas, securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  };
}

function operation(endpoint: Endpoint, schemas: Json): Json {
  const { params, query, body, bodyMediaType = "application/json" } = endpoint;
  return {
    operationId: endpoint.name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    ...(endpoint.bearer === true ? { security: [{ bearer: [] }] } : {}),
    parameters: [
      ...parameters("path", params, schemas),
      ...parameters("query", query, schemas),
      ...(endpoint.idempotent === true ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { [bodyMediaType]: { schema: jsonSchema(body, schemas) } } } }),
    responses: { ...success(endpoint, schemas), ...problems(endpoint) },
  };
}

const IDEMPOTENCY_KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Refused with IDEMPOTENCY_KEY_REUSED when it was used for another request lately. Repeating a request needs no key.",
  schema: { type: "string", pattern: "^[!-~]{1,200}$" },
};

function parameters(where: "path" | "query", schema: ObjectSchema | undefined, schemas: Json): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }));
}

function success({ success: { status, body, stream, mediaType } }: Endpoint, schemas: Json): Json {
  const description = status === 202 ? "Taken" : "Done";
  if (body === undefined) return { [status]: { description } };
  const schema = jsonSchema(body, schemas);
  const content =
    stream === true
      ? {
          "text/event-stream": {
            schema: { type: "string", contentMediaType: "application/json", contentSchema: schema },
          },
        }
      : { [mediaType ?? "application/json"]: { schema } };
  const streamed =
    "Server-sent events whose `data` is as described; `event: end` when there will be no more, `event: problem` on failure";
  return { [status]: { description: stream === true ? streamed : description, content } };
}

function problems({ problems: own }: Endpoint): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...own, ...COMMON_PROBLEMS])) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [String(status), { description: codes.join(", "), content }]),
  );
}

/** The form on the wire. Schemas with an id go to the components once and are referred to. */
function jsonSchema(schema: Schema, schemas: Json): Json {
  if (schema === rawBytes) return { type: "string", contentMediaType: "application/octet-stream" };
  const {
    $schema: _draft,
    $defs = {},
    ...own
  } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) as Json & { $defs?: Json };
  for (const [id, definition] of Object.entries(relocated($defs) as Json)) {
    const isNew = !(id in schemas) || JSON.stringify(schemas[id]) === JSON.stringify(definition);
    requireArgument(isNew, id, "the id of one schema alone: give recursive ones an id of their own with .meta({ id })");
    schemas[id] = definition;
  }
  return relocated(own) as Json;
}

function relocated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocated);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === "$ref" ? componentRef(String(inner)) : relocated(inner)]),
  );
}

function componentRef(ref: string): string {
  return ref.replace("#/$defs/", "#/components/schemas/");
}
