import { startLocalChain } from "../../roles/local-chain.ts";
import type { CommandSpec } from "../command.ts";
import { chainTexts as texts } from "../texts/chain.ts";

export const command: CommandSpec = {
  name: "chain start",
  summary: texts.startSummary,
  details: texts.startDetails,
  examples: ["psephos chain start", "psephos chain start --port 9545 --data ./trial"],
  options: [{ flags: "--port <port>", description: texts.port }],
  async run(context, input) {
    const folder = context.workspace.chainFolder;
    const port = input.optionalInteger("port", { min: 1, max: 65_535 }) ?? 8545;
    const chain = await startLocalChain({ folder, port });
    context.progress(context.say(texts.running, { url: chain.url, chainId: chain.chainId }));
    await chain.untilStopped;
    return {
      lines: [context.say(texts.stopped, { folder })],
      json: { url: chain.url, chainId: chain.chainId, folder },
    };
  },
};
