import { PsephosError } from "../../errors.ts";
import { parseResponse } from "../../protocol/credential/openid4vp/response.ts";
import { parsePresentation } from "../../protocol/credential/presentation-file.ts";
import type { Chain } from "../chain-session.ts";
import type { OpenedRequest } from "../open-request.ts";
import type { CheckedPresentation } from "./check-presentation.ts";
import { logIn } from "./log-in.ts";
import type { SessionGuard } from "./session-guard.ts";

/** Checks the answer to one request, and uses the request up: a second answer is refused, the same one too. */
export async function checkAnswer(
  input: OpenedRequest & {
    chain: Chain;
    guard: SessionGuard;
    /** Parsed JSON of the answer. */
    json: unknown;
    /** Opens what the policy seals. */
    verifierSecret?: bigint | undefined;
  },
): Promise<CheckedPresentation> {
  const { request, json, ...check } = input;
  const presentation = parsePresentation(parseResponse(json, request));
  const { context } = presentation;
  if (context.kind === "session" && context.origin === request.origin && context.nonce !== request.nonce) {
    throw new PsephosError(
      "PRESENTATION_OTHER_CONTEXT",
      "This presentation answers another request of yours. Check it against that one.",
    );
  }
  return logIn({ ...check, presentation });
}
