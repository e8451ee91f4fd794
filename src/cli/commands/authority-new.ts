import { MAX_MEMBERS, newAuthority } from "../../roles/authority/new-authority.ts";
import type { CommandSpec } from "../command.ts";
import { governingTexts as texts } from "../texts/governing.ts";

export const command: CommandSpec = {
  name: "authority new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: ["psephos authority new --member 0xAb…1 --member 0xCd…2 --member 0xEf…3 --threshold 2"],
  options: [
    { flags: "--member <address>", description: texts.member, required: true, repeatable: true },
    { flags: "--threshold <count>", description: texts.threshold, required: true },
  ],
  async run(context, input) {
    const made = await newAuthority({
      threshold: input.integer("threshold", { min: 1, max: MAX_MEMBERS }),
      connection: await context.connection(),
      account: () => context.account(),
      members: input.list("member"),
    });
    const { address, members, threshold } = made;
    return {
      lines: [
        context.say(texts.made, { count: members.length, threshold, address }),
        context.say(texts.nextGovern, { address }),
      ],
      json: { ...made },
    };
  },
};
