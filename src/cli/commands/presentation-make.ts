import { responseJson, type PresentationJson } from "../../protocol/credential/openid4vp/response.ts";
import { presentationText } from "../../protocol/credential/presentation-file.ts";
import { present } from "../../roles/holder/present.ts";
import { openRequest } from "../../roles/open-request.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import { columns } from "../format.ts";
import { policyTitle } from "../policy-lines.ts";
import { askConsent, openToProve, PROVE_OPTIONS } from "../prove-as.ts";
import { requestNotes } from "../request-lines.ts";
import { presentationTexts as texts, requestTexts } from "../texts/presentation.ts";
import { valueRows } from "../value-lines.ts";

export const command: CommandSpec = {
  name: "presentation make",
  summary: texts.makeSummary,
  details: texts.makeDetails,
  examples: [
    "psephos presentation make request.json --to answer.json",
    "psephos presentation make request.json --files ./published --to answer.json",
  ],
  arguments: [{ name: "<request>", description: requestTexts.file }],
  options: [...PROVE_OPTIONS, { flags: "--to <file>", description: texts.to, required: true }],
  async run(context, input) {
    const file = input.text("to");
    const json = await readFileJson(input.text("request"));
    const opened = await openRequest({ json, chain: () => context.chain() });
    const { request, asked } = opened;
    const heading = policyTitle(context, asked);
    await askConsent(context, { input, asked, heading, also: requestNotes(context, opened) });
    const { origin, nonce } = request;
    const proving = await openToProve(context, input);
    const presentation = await present({ ...proving, asked, context: { kind: "session", origin, nonce } });
    const answer = responseJson(request, JSON.parse(presentationText(presentation)) as PresentationJson);
    // It may hold values of the credential.
    await writeFileWhole({ file, data: `${JSON.stringify(answer)}\n`, secrecy: "secret" });
    const { pseudonym } = presentation.signals;
    const shown = presentation.disclosure?.shown ?? {};
    const isShowing = Object.keys(shown).length > 0;
    return {
      lines: [
        context.style.good(context.say(texts.made, { file })),
        context.say(isShowing ? texts.shown : texts.showsNothing),
        ...columns(valueRows(context, { asked, values: shown })),
        context.say(texts.number, { pseudonym }),
        context.say(texts.nextSend, { origin }),
      ],
      json: { file, identity: proving.name, pseudonym, shown },
    };
  },
};
