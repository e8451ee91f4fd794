import { randomInt } from "node:crypto";
import type { FastifyInstance, InjectOptions } from "fastify";
import { problemSchema } from "../../../src/server/api/problem.ts";
import type { OpenApiDocument } from "../../../src/server/http/openapi.ts";

type Json = Record<string, unknown>;

/** A request that is likely wrong in one or a few ways, and otherwise near what the document asks for. */
export interface FuzzedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
}

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly body: Json | undefined;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
const TYPES = [
  "text/plain",
  "application/xml",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/json; charset=utf-16",
  "",
  "*/*",
  "application/json,text/html",
];
const STRANGE_TEXTS = [
  "",
  " ",
  "null",
  "NaN",
  "-0",
  "00",
  "0x",
  "1e400",
  "0x" + "g".repeat(64),
  "0x" + "F".repeat(64),
  "9".repeat(78),
  "9".repeat(400),
  "1".repeat(20_000),
  "\u0000",
  "\ud800",
  "‮abc",
  "🗳️".repeat(50),
  "Ω≈ç√",
  "../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "%ff",
  "';DROP TABLE blocks;--",
  "${7*7}",
  "__proto__",
  "constructor",
  "\r\nx-injected: 1",
  "21888242871839275222246405745257275088548364400416034343698204186575808495617",
  "18446744073709551616",
  "-1",
  "1.5",
  "٣",
  "¹",
];
const STRANGE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  [[[]]],
  [null],
  { a: 1 },
  { length: 5 },
  { toString: "x" },
  { then: 1 },
];
const PATH_TRICKS = [
  "/",
  "//",
  "/..",
  "/%2e%2e",
  "/%2f",
  "/%00",
  "/.",
  "?",
  "?a",
  "?&&&=",
  "?%",
  ";x=1",
  "#",
  "/%c0%af",
  "\\..\\",
  "/\u00e9",
  "?limit[]=1",
  "?__proto__[a]=1",
  "?constructor=1",
];

/** Of values and the schemas on the way to them. */
const MAX_GROWN_DEPTH = 12;

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)]!;
const chance = (oneIn: number) => randomInt(oneIn) === 0;

/** Makes requests from the document that a service gives of itself. */
export function requestFuzzer(document: OpenApiDocument): () => FuzzedRequest {
  const operations = operationsOf(document);
  const grow = valueMaker(document);
  return () => {
    const operation = pick(operations);
    const method = chance(12) ? pick(METHODS) : operation.method;
    const url = fuzzUrl(operation, grow);
    const payload = method === "GET" || method === "HEAD" ? undefined : fuzzPayload(operation, grow);
    const headers: Record<string, string> =
      payload === undefined ? {} : { "content-type": chance(10) ? pick(TYPES) : "application/json" };
    if (chance(15)) headers["idempotency-key"] = chance(2) ? "key" : headerText(pick(STRANGE_TEXTS));
    if (chance(15)) headers["last-event-id"] = headerText(pick(STRANGE_TEXTS));
    if (chance(20)) headers["accept"] = pick(TYPES);
    return payload === undefined ? { method, url, headers } : { method, url, headers, payload };
  };
}

/** Why an answer breaks the promise that each is a problem document or what the operation says; undefined when it keeps it. */
export function brokenPromise(status: number, contentType: string | undefined, body: string): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (status < 400)
    return status === 200 || status === 201 || status === 202 || status === 204 || status === 302
      ? undefined
      : `status ${status}`;
  if (contentType?.startsWith("application/problem+json") !== true) return `${status} as ${contentType}`;
  if (body === "") return undefined;
  const problem = problemSchema.safeParse(JSON.parse(body));
  if (!problem.success) return "a problem document of another form";
  return problem.data.status === status ? undefined : `${problem.data.status} within ${status}`;
}

/** Sends `count` requests without a socket; the first broken promise with its request, if any. */
export async function fuzzApp(
  app: FastifyInstance,
  count: number,
): Promise<{ readonly statuses: ReadonlyMap<number, number>; readonly broken: string | undefined }> {
  const next = requestFuzzer((await app.inject("/v1/openapi.json")).json<OpenApiDocument>());
  const statuses = new Map<number, number>();
  for (let sent = 0; sent < count; sent += 1) {
    const request = next();
    const { statusCode, headers, body } = await app.inject(request as InjectOptions);
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    const why = brokenPromise(statusCode, headers["content-type"]?.toString(), request.method === "HEAD" ? "" : body);
    if (why !== undefined)
      return { statuses, broken: `${why}: ${JSON.stringify(request).slice(0, 2000)} → ${body.slice(0, 500)}` };
  }
  return { statuses, broken: undefined };
}

function operationsOf(document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const requestBody = operation["requestBody"] as { content: Record<string, { schema: Json }> } | undefined;
      return {
        path,
        method: method.toUpperCase(),
        parameters: operation["parameters"] as Operation["parameters"],
        body: requestBody?.content["application/json"]?.schema,
      };
    }),
  );
}

type Grow = (schema: Json) => unknown;

function fuzzUrl({ path, parameters }: Operation, grow: Grow): string {
  const value = (schema: Json) => (chance(4) ? pick(STRANGE_TEXTS) : String(grow(schema)));
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.in === "path" && each.name === name)!;
    const text = value(parameter.schema).slice(0, 4000);
    return chance(20) ? pathText(text) : encodeText(text);
  });
  const query = parameters
    .filter((each) => each.in === "query" && !chance(3))
    .map(({ name, schema }) => `${name}=${encodeText(value(schema).slice(0, 4000))}`);
  if (chance(10)) query.push("extra=1");
  if (chance(15) && query.length > 0) query.push(query[0]!);
  const trick = chance(12) ? pick(PATH_TRICKS) : "";
  return `${filled}${pathText(trick)}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

function fuzzPayload({ body }: Operation, grow: Grow): string | Buffer | undefined {
  if (body === undefined) return chance(4) ? "{}" : undefined;
  const value = grow(body);
  const text = JSON.stringify(chance(2) ? mutate(value) : value) as string | undefined;
  if (text === undefined || chance(25))
    return pick(["", "{", "[", '"', "{}", "null", "[1,", '{"a":}', "\ufeff{}", "{'a':1}", "NaN"]);
  return chance(4) ? breakText(text) : text;
}

/** Damage below the level of JSON values. */
function breakText(text: string): string | Buffer {
  const at = randomInt(text.length + 1);
  return pick([
    () => text.slice(0, at),
    () => `${text.slice(0, at)}${pick(["\u0000", ",", "}", '"', "1e999", "\\u0000", "\\ud800"])}${text.slice(at)}`,
    () => text.replace("{", '{"__proto__":{"x":1},'),
    () => text.replace("{", '{"constructor":{"prototype":{"x":1}},'),
    () => text.replace(/\{("[^"]+":)/, "{$1null,$1"),
    () => `${"[".repeat(200)}${text}${"]".repeat(200)}`,
    () => `${'{"a":'.repeat(30)}${text}${"}".repeat(30)}`,
    () => text + text,
    () => Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from(text.slice(at))]),
    () => Buffer.from(text, "utf16le"),
  ])();
}

/** One change somewhere in a value: another type, a missing or an extra field, a longer or shorter list. */
function mutate(value: unknown): unknown {
  if (typeof value !== "object" || value === null || chance(6))
    return chance(2) ? pick(STRANGE_VALUES) : pick(STRANGE_TEXTS);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance(4))
      return pick([
        [],
        [...(value as unknown[]), ...(value as unknown[])],
        Array.from({ length: 3000 }, () => value[0] as unknown),
        [...(value as unknown[]), null],
      ]);
    const at = randomInt(value.length);
    return value.map((item: unknown, place) => (place === at ? mutate(item) : item));
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || chance(4)) return { ...value, [pick(STRANGE_TEXTS)]: 1 };
  const key = pick(keys);
  const { [key]: inner, ...rest } = value as Json;
  return chance(4) ? rest : { ...rest, [key]: mutate(inner) };
}

interface SchemaShape {
  readonly $ref?: string;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly allOf?: readonly Json[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
}

/** Values that fit a schema more often than not. */
function valueMaker(document: OpenApiDocument): Grow {
  // Schemas may contain themselves.
  let depth = 0;
  const grow: Grow = (schema) => {
    depth += 1;
    const value = depth > MAX_GROWN_DEPTH ? "1" : growAny(schema);
    depth -= 1;
    return value;
  };
  const growAny: Grow = (schema) => {
    const { $ref, anyOf, oneOf, allOf, const: constant, enum: choices, type } = schema as SchemaShape;
    if ($ref !== undefined) return grow(document.components.schemas[$ref.split("/").at(-1)!] as Json);
    const union = anyOf ?? oneOf ?? allOf;
    if (union !== undefined) return grow(pick(union));
    if (constant !== undefined) return constant;
    if (choices !== undefined) return pick(choices);
    if (type === "object") return growObject(schema, grow);
    if (type === "array") return growArray(schema, grow);
    if (type === "string") return growText(schema);
    if (type === "integer" || type === "number") return growNumber(schema);
    if (type === "boolean") return chance(2);
    return type === "null" ? null : pick(STRANGE_VALUES);
  };
  return grow;
}

function growObject({ properties = {}, required = [], additionalProperties }: Json, grow: Grow): Json {
  const fields = Object.entries(properties as Record<string, Json>).filter(
    ([name]) => (required as string[]).includes(name) || chance(2),
  );
  const grown = Object.fromEntries(fields.map(([name, schema]) => [name, grow(schema)]));
  return typeof additionalProperties === "object" && additionalProperties !== null && chance(2)
    ? { ...grown, [`k${randomInt(9)}`]: grow(additionalProperties as Json) }
    : grown;
}

function growArray({ prefixItems, items, minItems = 0, maxItems }: Json, grow: Grow): unknown[] {
  if (Array.isArray(prefixItems)) return (prefixItems as Json[]).map(grow);
  const least = Number(minItems);
  const most = Math.min(Number(maxItems ?? least + 4), least + 4);
  const length = randomInt(least, most + 1);
  return Array.from({ length }, () => grow(typeof items === "object" ? (items as Json) : {}));
}

function growText({ pattern, format, maxLength }: Json): string {
  if (format === "uuid") return crypto.randomUUID();
  const hex = /\[0-9a-f\]\{(\d+)\}\$/.exec(String(pattern));
  if (hex !== null) return `0x${"a1".repeat(Number(hex[1]) / 2)}`;
  if (String(pattern).includes("[0-9]")) return String(pick([0, 1, 2, 7, randomInt(1_000_000)]));
  return pick(["a", "ballot-2", "AAAA", "x".repeat(Math.min(Number(maxLength ?? 30), 300))]);
}

function growNumber({ minimum = 0, maximum }: Json): number {
  const [low, high] = [Number(minimum), Number(maximum ?? Number(minimum) + 100)];
  return pick([low, high, Math.floor(low + (high - low) / 2), low - 1, high + 1]);
}

/** What may stand in a path or query, whatever it is. */
function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function pathText(text: string): string {
  return text.toWellFormed().replaceAll(/[\s\p{Cc}]/gu, "%20");
}

function headerText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "?")
    .slice(0, 4000);
}
