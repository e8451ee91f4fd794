import { PsephosError } from "../../errors.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import type { Chain } from "../chain-session.ts";
import { checkPresentation, type CheckedPresentation } from "./check-presentation.ts";
import type { SessionGuard } from "./session-guard.ts";

/** Logs a pseudonym in: the nonce is used up first, so that no presentation is tried twice. */
export async function logIn(input: {
  chain: Chain;
  asked: AskedPolicy;
  guard: SessionGuard;
  presentation: Presentation;
  verifierSecret?: bigint | undefined;
}): Promise<CheckedPresentation> {
  const { guard, presentation, ...check } = input;
  const { context } = presentation;
  if (context.kind !== "session") {
    throw new PsephosError(
      "PRESENTATION_OTHER_CONTEXT",
      "This presentation was not made to log in. Ask for a new one.",
    );
  }
  await guard.redeem(context);
  return checkPresentation({ ...check, presentation, context });
}
