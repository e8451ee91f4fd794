import { PsephosError } from "../../../../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import type { Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { SCHEMAS } from "../../../../protocol/credential/schemas.ts";
import { logIn } from "../../../verifier/log-in.ts";
import { memoryNonceStore } from "../../../verifier/nonce-store.ts";
import { createSessionGuard, type SessionGuard } from "../../../verifier/session-guard.ts";
import type { Stage } from "../../stage.ts";
import { CLINIC, HOUSING, logInAt } from "../policies.ts";
import { proveFor, startOf, type Citizen } from "../world.ts";

interface Service {
  readonly asked: AskedPolicy;
  readonly guard: SessionGuard;
}

/** One citizen logs in twice at one office and once at another. Nothing of it is on chain. */
export async function visit(stage: Stage, citizen: Citizen): Promise<void> {
  const { narrator } = stage;
  const [housing, clinic] = [serviceOf(HOUSING), serviceOf(CLINIC)];
  const first = await enter(stage, { citizen, service: housing });
  narrator.say("visitFirst", { number: startOf(first.pseudonym) });
  const second = await enter(stage, { citizen, service: housing });
  narrator.say("visitAgain", { number: startOf(second.pseudonym) });
  const third = await enter(stage, { citizen, service: clinic });
  narrator.say("visitElsewhere", { number: startOf(third.pseudonym) });
  if (first.pseudonym !== second.pseudonym || first.pseudonym === third.pseudonym) {
    throw new PsephosError("DEMONSTRATION_FAILED", "The visitor's numbers are not as they must be.");
  }
  const { presentation } = second;
  await stage.refusals.expect({
    cheat: "replay",
    attempt: "logInAgain",
    because: "NONCE_REFUSED",
    act: () => logIn({ chain: stage.chain, ...housing, presentation }),
  });
  await stage.refusals.expect({
    cheat: "replay",
    attempt: "logInElsewhere",
    because: "PRESENTATION_OTHER_CONTEXT",
    act: () => logIn({ chain: stage.chain, ...clinic, presentation }),
  });
}

function serviceOf(department: string): Service {
  const origin = department.replace("did:web:", "https://");
  return {
    asked: parseAskedPolicy(logInAt(department), SCHEMAS),
    guard: createSessionGuard({ origin, store: memoryNonceStore() }),
  };
}

async function enter(
  stage: Stage,
  { citizen, service }: { citizen: Citizen; service: Service },
): Promise<{ pseudonym: bigint; presentation: Presentation }> {
  const { asked, guard } = service;
  const { origin, nonce } = await guard.open();
  const presentation = await proveFor(stage, { citizen, asked, context: { kind: "session", origin, nonce } });
  const { pseudonym } = await logIn({ chain: stage.chain, asked, guard, presentation });
  return { pseudonym, presentation };
}
