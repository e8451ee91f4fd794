import { anchorLog, readLatestAnchor } from "../../chain/log-anchors.ts";
import { PsephosError } from "../../errors.ts";
import { fromHex, toHex } from "../../protocol/sharing/hex.ts";
import { entriesFile } from "../../roles/record-keeper/log-files.ts";
import { KEEPER_OPTIONS, withKeeper } from "../ask-keeper.ts";
import type { CommandSpec } from "../command.ts";
import { logTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "log anchor",
  summary: texts.anchorSummary,
  details: texts.anchorDetails,
  examples: ["psephos log anchor 1 --store ./log --key log-key.json --account housing"],
  arguments: [{ name: "<log>", description: texts.logId }],
  options: KEEPER_OPTIONS,
  async run(context, input) {
    const [chain, logId] = [await context.chain(), input.id("log")];
    const latest = await readLatestAnchor(chain, logId);
    const anchored = { size: latest.size, root: fromHex(latest.root) };
    const before = latest.size === 0 ? undefined : anchored;
    const head = await withKeeper(context, { input, anchored: before }, ({ log }) => Promise.resolve(log.head));
    if (head.size === latest.size) {
      throw new PsephosError("ALREADY_DONE", `All ${head.size} entries of log ${logId} are anchored already.`);
    }
    const [size, root] = [head.size, toHex(head.root)];
    const { transactionHash } = await anchorLog({ chain, account: await context.account(), logId, size, root });
    return {
      lines: [
        context.style.good(context.say(texts.anchored, { size, root })),
        context.say(texts.nextPublish, { file: entriesFile(input.text("store")) }),
      ],
      json: { logId, size, root, transactionHash },
    };
  },
};
