import { isPsephosError } from "../../errors.ts";
import { openRequest, type OpenedRequest } from "../../roles/open-request.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { checkAnswer } from "../../roles/verifier/check-answer.ts";
import type { CheckedPresentation } from "../../roles/verifier/check-presentation.ts";
import { openVerifierKey } from "../../roles/verifier/key-file.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { columns, formatTime } from "../format.ts";
import type { Input } from "../input.ts";
import { refusalText } from "../refusal-text.ts";
import { sessionGuard } from "../session-guard.ts";
import { fillTexts } from "../text.ts";
import { policyTexts } from "../texts/policy.ts";
import { presentationTexts as texts } from "../texts/presentation.ts";
import { valueRows } from "../value-lines.ts";

export const command: CommandSpec = {
  name: "presentation check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos presentation check answer.json --request request.json"],
  arguments: [{ name: "<file>", description: texts.answer }],
  options: [
    { flags: "--request <file>", description: texts.request, required: true },
    { flags: "--key <file>", description: texts.key },
  ],
  async run(context, input) {
    const json = await readFileJson(input.text("file"));
    const request = await readFileJson(input.text("request"));
    const opened = await openRequest({ json: request, chain: () => context.chain() });
    // Before the request is used up: a wrong passphrase must not cost an answer.
    const verifierSecret = await secretFrom(context, input);
    const guard = sessionGuard(context, { verifier: opened.request.verifier });
    const chain = await context.chain();
    try {
      const checked = await checkAnswer({ ...opened, chain, guard, json, verifierSecret });
      return goodOutcome(context, { opened, checked, isOpened: verifierSecret !== undefined });
    } catch (error) {
      if (!isPsephosError(error) || error.exitClass !== "refused") throw error;
      const { code, message } = error;
      const reason = refusalText(error, context.language);
      return {
        lines: [context.style.bad(context.say(texts.bad, { reason }))],
        json: { ok: false, code, reason: message },
        exitCode: 1,
      };
    }
  },
};

async function secretFrom(context: Context, input: Input): Promise<bigint | undefined> {
  const file = input.optional("key");
  if (file === undefined) return undefined;
  const passphrase = await context.passphrase({ what: fillTexts(policyTexts.keyWhat, { file }) });
  return (await openVerifierKey({ file, passphrase })).secret;
}

function goodOutcome(
  context: Context,
  input: { opened: OpenedRequest; checked: CheckedPresentation; isOpened: boolean },
): Outcome {
  const { checked, isOpened } = input;
  const { asked } = input.opened;
  const { pseudonym, shown, opened, provenAt } = checked;
  const isSealed = asked.parts.some(({ policy }) => policy.verifierKey !== undefined);
  return {
    lines: [
      context.style.good(context.say(texts.good)),
      context.say(texts.theirNumber, { pseudonym }),
      ...columns([
        [context.say(texts.provenAt), formatTime(provenAt)],
        ...valueRows(context, { asked, values: { ...shown, ...opened } }),
      ]),
      ...(isSealed && !isOpened ? [context.say(texts.sealedLeft)] : []),
    ],
    json: { ok: true, ...checked },
  };
}
