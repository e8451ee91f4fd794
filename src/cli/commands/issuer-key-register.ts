import { registerApplication } from "../../roles/authority/register-application.ts";
import type { CommandSpec } from "../command.ts";
import { decisionLines } from "../decision-lines.ts";
import { formatTime } from "../format.ts";
import { schemaLabel } from "../key-lines.ts";
import { issuerKeyTexts as texts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "issuer-key register",
  summary: texts.registerSummary,
  details: texts.registerDetails,
  examples: ["psephos issuer-key register residents-2026 --root national-root.pem --account authority"],
  arguments: [{ name: "<folder>", description: texts.folder }],
  options: [{ flags: "--root <file>", description: texts.root, required: true, repeatable: true }],
  async run(context, input) {
    const { carriedOut, ...key } = await registerApplication({
      chain: await context.chain(),
      account: () => context.account(),
      folder: input.text("folder"),
      rootFiles: input.list("root"),
    });
    const { did, schemaHash, epoch, endsAt, keyIndex } = key;
    const facts = [
      context.say(texts.certified, { did, schema: schemaLabel(context, schemaHash), epoch }),
      context.say(texts.fingerprint, { hash: key.certificateHash }),
      context.say(texts.validUntil, { ends: formatTime(endsAt) }),
    ];
    const done = [context.say(texts.registered, { keyIndex: keyIndex ?? "" }), context.say(texts.nextPublish)];
    return {
      lines: [...facts, ...decisionLines(context, { carriedOut, done })],
      json: { ...key, keyIndex: keyIndex ?? null, ...carriedOut },
    };
  },
};
