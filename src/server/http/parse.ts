import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Endpoint, Schema } from "../api/endpoint.ts";
import type { FieldError } from "../api/problem.ts";
import type { ParsedRequest } from "./route.ts";

const MAX_ERRORS = 20;
const MAX_TEXT = 300;

export type ParsedParts = Pick<ParsedRequest<Endpoint>, "params" | "query" | "body">;

/** The path alone, or undefined when it does not fit: then the whole request is refused anyway. */
export function parsePath(endpoint: Endpoint, request: FastifyRequest): ParsedParts["params"] | undefined {
  const { value, errors } = parsePart("path", endpoint.params, request.params);
  // An operation without parameters has none to fit.
  return errors.length > 0 ? undefined : ((value ?? {}) as ParsedParts["params"]);
}

/** What a request says, by its endpoint's schemas, or every fault in it by path. Values are in no fault. */
export function parseParts(endpoint: Endpoint, request: FastifyRequest): ParsedParts | readonly FieldError[] {
  const params = parsePart("path", endpoint.params, request.params);
  const query = parsePart("query", endpoint.query, request.query);
  const body = parsePart("body", endpoint.body, request.body);
  const errors = [...params.errors, ...query.errors, ...body.errors].slice(0, MAX_ERRORS);
  if (errors.length > 0) return errors;
  return { params: params.value, query: query.value, body: body.value } as ParsedParts;
}

interface Part {
  readonly value?: unknown;
  readonly errors: readonly FieldError[];
}

function parsePart(name: string, schema: Schema | undefined, value: unknown): Part {
  if (schema === undefined) {
    const isEmpty = typeof value !== "object" ? value === undefined : Object.keys(value ?? { null: null }).length === 0;
    return { errors: isEmpty ? [] : [{ path: name, message: "This operation takes none." }] };
  }
  const result = schema.safeParse(value);
  return result.success
    ? { value: result.data, errors: [] }
    : { errors: result.error.issues.slice(0, MAX_ERRORS).map((issue) => fieldError(name, issue)) };
}

function fieldError(name: string, issue: z.core.$ZodIssue): FieldError {
  return {
    path: [name, ...issue.path].map(String).join(".").slice(0, MAX_TEXT),
    message: issue.message.slice(0, MAX_TEXT),
  };
}
