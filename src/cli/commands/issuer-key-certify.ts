import { dirname } from "node:path";
import { certificateFingerprint } from "../../protocol/credential/issuer-key-certificate.ts";
import { unixNow } from "../../roles/clock.ts";
import { applyForKey } from "../../roles/issuer/apply-for-key.ts";
import { readCertificates } from "../../roles/read-certificates.ts";
import { readFileText } from "../../roles/read-file.ts";
import { askDesk, DESK_OPTIONS } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import { deskTexts, issuerKeyTexts as texts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "issuer-key certify",
  summary: texts.certifySummary,
  details: texts.certifyDetails,
  examples: ["psephos issuer-key certify --certificate chain.pem --private-key key.pem --to residents-2026"],
  options: [
    { flags: "--certificate <file>", description: texts.certificate, required: true },
    { flags: "--private-key <file>", description: texts.privateKey, required: true },
    { flags: "--to <folder>", description: texts.to, required: true },
    ...DESK_OPTIONS,
  ],
  async run(context, input) {
    const folder = input.text("to");
    const chain = await readCertificates(input.text("certificate"));
    const pem = await readFileText(input.text("private-key"));
    const certificateKey = { pem, passphrase: () => context.passphrase({ what: deskTexts.keyWhat }) };
    const desk = await askDesk(context, input);
    const { key, listsFolder } = await applyForKey({ ...desk, chain, certificateKey, to: folder, at: unixNow() });
    const { did, schema, epoch, publicKey, endsAt } = key;
    const certificateHash = certificateFingerprint(chain[0]!);
    return {
      lines: [
        context.say(texts.certified, { did, schema: schema.label[context.language], epoch }),
        context.say(texts.fingerprint, { hash: certificateHash }),
        context.say(texts.handOver, { folder }),
        context.say(texts.listsHere, { folder: listsFolder }),
        context.say(texts.listsAddress, { address: `${dirname(key.statusLists.revocation)}/` }),
      ],
      json: { desk: desk.name, did, schema: schema.id, epoch, endsAt, publicKey, certificateHash, folder, listsFolder },
    };
  },
};
