import type { AttestationOutcome } from "../../roles/demo/attestation/run-attestations.ts";
import type { ElectionOutcome } from "../../roles/demo/election/run-election.ts";
import type { Context } from "../context.ts";
import { demoTexts as texts } from "../texts/demo.ts";
import { COLUMNS } from "./teller.ts";
import { wrap } from "./wrap.ts";

/** What an election cost and took, and how to check it again. */
export function electionClosing(context: Context, { gas, seconds, archive }: ElectionOutcome): string[] {
  const { castDirect: alone, castInBatch: batched, opening } = gas;
  return [
    "",
    ...paragraph(
      context.say(texts.costs, { alone: grouped(alone), batched: grouped(batched), opening: grouped(opening) }),
    ),
    ...paragraph(context.say(texts.took, { total: seconds["total"] ?? 0, proving: seconds["proving"] ?? 0 })),
    context.say(texts.again),
    // A line to copy: never broken.
    `  psephos verify ${archive}`,
  ];
}

export function attestationClosing(context: Context, { gas, seconds }: AttestationOutcome): string[] {
  const { attestAlone: alone, attestInBatch: batched, enrolInBatch: enrolled } = gas;
  const cost = { alone: grouped(alone), batched: grouped(batched), enrolled: grouped(enrolled) };
  return [
    "",
    ...paragraph(context.say(texts.costsAttestation, cost)),
    ...paragraph(context.say(texts.tookAttestation, { total: seconds["total"] ?? 0 })),
  ];
}

export function electionJson(outcome: ElectionOutcome): Record<string, unknown> {
  const { cast, result, expected, refused, verdict, gas, seconds, archive } = outcome;
  return {
    cast,
    result: result.map(Number),
    expected: expected.map(Number),
    refused,
    verified: verdict.verified,
    checks: verdict.checks.map(({ id, ok }) => ({ id, ok })),
    gas,
    seconds,
    archive,
  };
}

export function attestationJson(outcome: AttestationOutcome): Record<string, unknown> {
  const { issued, attested, enrolled, refused, verdict, gas, seconds } = outcome;
  const checks = verdict.checks.map(({ id, ok }) => ({ id, ok }));
  return { issued, attested, enrolled, refused, verified: verdict.verified, checks, gas, seconds };
}

export function paragraph(text: string): string[] {
  return wrap({ text, first: "", rest: "", columns: COLUMNS });
}

function grouped(value: number | undefined): string {
  return (value ?? 0).toLocaleString("en-GB");
}
