import { deploy } from "../../roles/organizer/deploy.ts";
import type { CommandSpec } from "../command.ts";
import { frameTexts } from "../texts/frame.ts";
import { chainTexts as texts } from "../texts/chain.ts";
import { columns } from "../format.ts";

export const command: CommandSpec = {
  name: "contracts deploy",
  summary: texts.deploySummary,
  details: texts.deployDetails,
  examples: ["psephos contracts deploy --account office", "psephos contracts deploy --governor 0xAb…1"],
  options: [
    { flags: "--again", description: texts.deployAgain },
    { flags: "--governor <address>", description: texts.deployGovernor },
  ],
  async run(context, input) {
    const connection = await context.connection();
    const account = await context.account();
    const again = input.flag("again");
    const label = context.say(texts.deploying);
    const { deployment, file } = await deploy({
      connection,
      account,
      workspace: context.workspace,
      again,
      governor: input.optional("governor"),
      onProgress: (progress) => context.progressCount({ label, ...progress }),
    });
    const { chainId, addresses, phase } = deployment;
    return {
      lines: [
        context.say(texts.deployed, { chainId }),
        ...columns(Object.entries(addresses)),
        ...(phase === "development" ? [context.say(frameTexts.developmentKeys)] : []),
        context.say(texts.record, { file }),
      ],
      json: { ...deployment, file },
    };
  },
};
