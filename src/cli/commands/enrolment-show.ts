import { followEnrolment, type EnrolmentProgress } from "../../roles/registrar/follow-enrolment.ts";
import type { CommandSpec } from "../command.ts";
import { columns, formatTime } from "../format.ts";
import { policyTitle } from "../policy-lines.ts";
import type { Text } from "../text.ts";
import { enrolmentTexts as texts } from "../texts/attestation.ts";

const PHASES: Readonly<Record<EnrolmentProgress["phase"], Text>> = {
  before: texts.phaseBefore,
  open: texts.phaseOpen,
  closed: texts.phaseClosed,
};
const NEXT: Partial<Record<EnrolmentProgress["phase"], Text>> = { open: texts.nextJoin, closed: texts.nextRoll };

export const command: CommandSpec = {
  name: "enrolment show",
  summary: texts.showSummary,
  examples: ["psephos enrolment show 1"],
  arguments: [{ name: "<enrolment>", description: texts.enrolmentId }],
  async run(context, input) {
    const progress = await followEnrolment({ chain: await context.chain(), enrolmentId: input.id("enrolment") });
    const { enrolmentId, policyId, name, asked, phase, size, opensAt, closesAt } = progress;
    const next = NEXT[phase];
    return {
      lines: [
        context.style.bold(context.say(texts.heading, { enrolmentId, name, phase: context.say(PHASES[phase]) })),
        ...columns([
          [context.say(texts.admits), context.say(texts.policy, { policyId, title: policyTitle(context, asked) })],
          [context.say(texts.time), `${formatTime(opensAt)} – ${formatTime(closesAt)}`],
          [context.say(texts.size), size.toString()],
        ]),
        ...(next === undefined ? [] : [context.say(next, { enrolmentId })]),
      ],
      json: { enrolmentId, policyId, name, phase, size, opensAt, closesAt },
    };
  },
};
