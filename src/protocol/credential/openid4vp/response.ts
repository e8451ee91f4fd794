import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { firstIssue } from "../../json.ts";
import type { PresentationRequest } from "./request.ts";

/** A presentation as its file has it; its own parser says whether it is one. */
export type PresentationJson = Readonly<Record<string, unknown>>;

/** The parts of a request by which its answer is recognised. */
export type Expected = Pick<PresentationRequest, "state"> & {
  readonly query: Pick<PresentationRequest["query"], "id">;
};

const FORM_LIMIT = 65_536;

const responseForm = z.looseObject({
  vp_token: z.record(z.string(), z.array(z.record(z.string(), z.unknown())).length(1)),
  state: z.string().optional(),
});

/** The authorization response, OpenID4VP 1.0 section 8: one presentation under the query's id. */
export function responseJson({ state, query }: Expected, presentation: PresentationJson): object {
  return { vp_token: { [query.id]: [presentation] }, ...(state === undefined ? {} : { state }) };
}

/** Takes the presentation out of an answer to this request; parameters that nobody here knows are ignored, as OpenID4VP wants it. */
export function parseResponse(json: unknown, { state, query }: Expected): PresentationJson {
  if (isError(json)) throw malformed("the holder's wallet answered with an error and no presentation");
  const parsed = responseForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { vp_token } = parsed.data;
  if (parsed.data.state !== state) throw malformed("its state is not that of the request");
  const presentation = Object.hasOwn(vp_token, query.id) ? vp_token[query.id]?.[0] : undefined;
  if (presentation === undefined || Object.keys(vp_token).length !== 1) {
    throw malformed(`its vp_token must answer the query "${query.id}" and no other`);
  }
  return presentation;
}

/** The body of the HTTP POST of response mode direct_post. */
export function responseBody(request: Expected, presentation: PresentationJson): string {
  const { vp_token, state } = responseJson(request, presentation) as { vp_token: object; state?: string };
  const fields = new URLSearchParams({ vp_token: JSON.stringify(vp_token) });
  if (state !== undefined) fields.set("state", state);
  return fields.toString();
}

/** Inverse of `responseBody`. */
export function parseResponseBody(body: string, request: Expected): PresentationJson {
  if (body.length > FORM_LIMIT) throw malformed(`its body is longer than ${FORM_LIMIT} characters`);
  const fields = [...new URLSearchParams(body)];
  const names = fields.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(`it has the parameter ${twice} twice`);
  const parameters = Object.fromEntries<unknown>(fields);
  return parseResponse({ ...parameters, vp_token: parseToken(parameters["vp_token"]) }, request);
}

function parseToken(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The engine's own error quotes the text, which may be a holder's.
    throw malformed("its vp_token is not JSON");
  }
}

function isError(json: unknown): boolean {
  return typeof json === "object" && json !== null && "error" in json;
}

function malformed(reason: string): PsephosError {
  return new PsephosError("PRESENTATION_RESPONSE_MALFORMED", `The answer to the request is not valid: ${reason}.`);
}
