import type { AttestationVerdict } from "../../auditor/attestations/audit-ledger.ts";
import { planAttestations, type AttestationPlan, type AttestationRequest } from "./plan.ts";
import { ask } from "./chapters/request.ts";
import { audit } from "./chapters/audit.ts";
import { cheat } from "./chapters/fraud.ts";
import { establish } from "./chapters/authority.ts";
import { gather } from "./chapters/electorate.ts";
import { issue } from "./chapters/credentials.ts";
import { prove } from "./chapters/proof.ts";
import { share } from "./chapters/sharing.ts";
import { visit } from "./chapters/visits.ts";
import { AUTHORITY_THRESHOLD, MEMBERS } from "./world.ts";
import type { Narrator } from "../narrator.ts";
import { onStage, tellChapter, type Stage } from "../stage.ts";
import { ATTESTATION } from "./story.ts";

export interface AttestationOutcome {
  readonly verdict: AttestationVerdict;
  readonly issued: number;
  readonly attested: number;
  readonly enrolled: number;
  readonly refused: Record<(typeof ATTESTATION)["cheats"][number], number>;
  /** Gas of one unit of each kind. */
  readonly gas: Record<string, number>;
  readonly seconds: Record<string, number>;
}

/** Departments, citizens, proofs, cheaters and checks on a chain of its own, nothing of it acted. */
export async function runAttestations(
  request: AttestationRequest & { readonly folder: string; readonly narrator: Narrator },
): Promise<AttestationOutcome> {
  const plan = planAttestations(request);
  const { folder, narrator } = request;
  narrator.chapter("authority");
  const authority = { members: MEMBERS, threshold: AUTHORITY_THRESHOLD };
  return onStage({ folder, narrator, authority }, (stage) => play(stage, plan));
}

async function play(stage: Stage, plan: AttestationPlan): Promise<Omit<AttestationOutcome, "seconds">> {
  const registry = await stage.stopwatch.time("authority", () => establish(stage));
  const citizens = await tellChapter(stage, "credentials", () => issue(stage, { plan, registry }));
  const asked = await tellChapter(stage, "request", () => ask(stage));
  const presentations = await tellChapter(stage, "proof", () => prove(stage, { citizens, asked }));
  const [presentation] = presentations;
  await tellChapter(stage, "fraud", () => cheat(stage, { registry, citizens, asked, presentation }));
  await tellChapter(stage, "visits", () => visit(stage, citizens.adults[0]));
  const enrolment = await tellChapter(stage, "electorate", () => gather(stage, { registry, citizens }));
  const log = await tellChapter(stage, "sharing", () => share(stage, { registry, citizens, asked }));
  const verdict = await tellChapter(stage, "audit", () => audit(stage, { registry, enrolment, log }));
  return {
    verdict,
    issued: citizens.all.length,
    attested: presentations.length,
    enrolled: enrolment.enrolled,
    refused: stage.refusals.counts(ATTESTATION.cheats),
    gas: stage.gas.perUnit(),
  };
}
