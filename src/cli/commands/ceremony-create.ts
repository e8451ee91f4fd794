import { createCeremony } from "../../roles/organizer/create-ceremony.ts";
import type { CommandSpec } from "../command.ts";
import { ceremonyTexts as texts } from "../texts/ceremony.ts";

export const command: CommandSpec = {
  name: "ceremony create",
  summary: texts.createSummary,
  details: texts.createDetails,
  examples: [
    "psephos ceremony create --threshold 2 --trustee 0xAb…1 --trustee 0xCd…2 --trustee 0xEf…3",
    "psephos ceremony create --threshold 2 --trustee … --register-by 2h --commit-by 4h --deal-by 6h",
  ],
  options: [
    { flags: "--trustee <address>", description: texts.trustee, required: true, repeatable: true },
    { flags: "--threshold <count>", description: texts.threshold, required: true },
    { flags: "--register-by <time>", description: texts.registerBy },
    { flags: "--commit-by <time>", description: texts.commitBy },
    { flags: "--deal-by <time>", description: texts.dealBy },
  ],
  async run(context, input) {
    const plan = {
      trustees: input.list("trustee"),
      threshold: input.integer("threshold", { min: 0, max: 255 }),
      registerBy: input.optional("register-by") ?? "1d",
      commitBy: input.optional("commit-by") ?? "2d",
      dealBy: input.optional("deal-by") ?? "3d",
    };
    const chain = await context.chain();
    const created = await createCeremony({ chain, account: await context.account(), plan });
    const { ceremonyId, trustees } = created;
    return {
      lines: [
        context.say(texts.created, { ceremonyId, count: trustees.length, threshold: plan.threshold }),
        context.say(texts.nextRegister, { ceremonyId }),
      ],
      json: { ...created, threshold: plan.threshold },
    };
  },
};
