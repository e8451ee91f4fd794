import { isPsephosError } from "../../errors.ts";
import { unixNow } from "../../roles/clock.ts";
import { accessData } from "../../roles/record-keeper/access-data.ts";
import { KEEPER_OPTIONS, withKeeper } from "../ask-keeper.ts";
import type { CommandSpec } from "../command.ts";
import { denialText } from "../record-lines.ts";
import { logTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "log access",
  summary: texts.accessSummary,
  details: texts.accessDetails,
  examples: ["psephos log access urn:uuid:… --policy 1 --attribute district \\\n    --store ./log --key log-key.json"],
  arguments: [{ name: "<permission>", description: texts.consentId }],
  options: [
    { flags: "--policy <id>", description: texts.policy, required: true },
    { flags: "--attribute <name>", description: texts.attribute, required: true, repeatable: true },
    { flags: "--channel <code>", description: texts.channel },
    ...KEEPER_OPTIONS,
  ],
  async run(context, input) {
    const access = {
      policyId: input.id("policy"),
      ground: { consentId: input.text("permission") },
      attributes: input.list("attribute"),
      channel: input.optional("channel") ?? "desk",
      now: unixNow(),
    };
    try {
      const { receipt } = await withKeeper(context, { input }, (keeper) =>
        accessData(keeper, access, () => Promise.resolve(undefined)),
      );
      const { sequence } = receipt;
      return {
        lines: [context.style.good(context.say(texts.allowed, { sequence }))],
        json: { allowed: true, sequence },
      };
    } catch (error) {
      if (!isPsephosError(error, "ACCESS_DENIED")) throw error;
      const { reason, sequence } = error.detail as { reason: string; sequence: number };
      return {
        lines: [context.style.bad(context.say(texts.denied, { reason: denialText(context, reason), sequence }))],
        json: { allowed: false, reason, sequence },
        exitCode: 1,
      };
    }
  },
};
