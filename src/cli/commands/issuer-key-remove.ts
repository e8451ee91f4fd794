import { carryOut } from "../../roles/authority/carry-out.ts";
import { removeKeyCall } from "../../roles/authority/governor-calls.ts";
import { findIssuerKey } from "../../roles/issuer-keys.ts";
import type { CommandSpec } from "../command.ts";
import { decisionLines } from "../decision-lines.ts";
import { issuerKeyTexts as texts } from "../texts/issuer-key.ts";
import { MAX_KEY_INDEX } from "./issuer-key-show.ts";

export const command: CommandSpec = {
  name: "issuer-key remove",
  summary: texts.removeSummary,
  details: texts.removeDetails,
  examples: ["psephos issuer-key remove 0 --account authority", "psephos issuer-key remove 0 --compromised --yes"],
  arguments: [{ name: "<index>", description: texts.index }],
  options: [
    { flags: "--compromised", description: texts.compromisedOption },
    { flags: "--yes", description: texts.yes },
  ],
  async run(context, input) {
    const keyIndex = input.integer("index", { min: 0, max: MAX_KEY_INDEX });
    const compromised = input.flag("compromised");
    const chain = await context.chain();
    const { did, epoch } = await findIssuerKey(chain, keyIndex);
    const call = await removeKeyCall({ chain, keyIndex, compromised });
    const question = context.say(texts.removeQuestion, { keyIndex, did, epoch });
    await context.confirm({ yes: input.flag("yes"), question });
    const carriedOut = await carryOut({ chain, account: await context.account(), call });
    const consequence = compromised ? [context.say(texts.compromisedDone)] : [];
    const done = [context.say(texts.removedDone, { keyIndex }), ...consequence];
    return { lines: decisionLines(context, { carriedOut, done }), json: { keyIndex, compromised, ...carriedOut } };
  },
};
