import { parseErasureRequest } from "../../protocol/sharing/erasure.ts";
import { canonicalText } from "../../protocol/sharing/forms.ts";
import { unixNow } from "../../roles/clock.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { carryOutErasure } from "../../roles/record-keeper/carry-out-erasure.ts";
import { KEEPER_OPTIONS, withKeeper } from "../ask-keeper.ts";
import type { CommandSpec } from "../command.ts";
import { policyTexts } from "../texts/policy.ts";
import { erasureTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "erasure carry-out",
  summary: texts.carrySummary,
  details: texts.carryDetails,
  examples: ["psephos erasure carry-out erasure.json --to certificate.json \\\n    --store ./log --key log-key.json"],
  arguments: [{ name: "<request>", description: texts.requestFile }],
  options: [
    ...KEEPER_OPTIONS,
    { flags: "--to <file>", description: texts.certificateTo, required: true },
    { flags: "--yes", description: policyTexts.yes },
  ],
  async run(context, input) {
    const file = input.text("to");
    const request = parseErasureRequest(canonicalText(await readFileJson(input.text("request"))));
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.question) });
    const { certificate, receipt } = await withKeeper(context, { input }, (keeper) =>
      carryOutErasure({ keeper, request, now: unixNow(), to: file }),
    );
    const { sequence } = receipt;
    const counts = { records: certificate.records.length, consents: certificate.consents.length };
    return {
      lines: [
        context.style.good(context.say(texts.carried, { ...counts, sequence })),
        context.say(texts.certificate, { file }),
      ],
      json: { requestId: request.id, ...counts, sequence, file },
    };
  },
};
