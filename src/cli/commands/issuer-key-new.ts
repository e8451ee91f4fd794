import { unixNow } from "../../roles/clock.ts";
import { findSchema, schemaName } from "../../roles/find-schema.ts";
import { newIssuerKey } from "../../roles/issuer/desk.ts";
import { checkOrder, parseMoment } from "../../roles/moments.ts";
import { statusListUrls } from "../../roles/status-list-files.ts";
import { MAX_EPOCH } from "../ask-desk.ts";
import type { CommandSpec } from "../command.ts";
import { formatTime } from "../format.ts";
import { fillTexts } from "../text.ts";
import { deskTexts, issuerKeyTexts as texts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "issuer-key new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: [
    "psephos issuer-key new --issuer did:web:residents.example --schema resident-identity --epoch 2026 --ends 365d",
  ],
  options: [
    { flags: "--issuer <did>", description: texts.issuer, required: true },
    { flags: "--schema <name>", description: texts.schema, required: true },
    { flags: "--epoch <number>", description: texts.newEpoch, required: true },
    { flags: "--ends <time>", description: texts.ends, required: true },
    { flags: "--desk <name>", description: texts.newDesk },
    { flags: "--lists <url>", description: texts.lists },
  ],
  async run(context, input) {
    const { workspace } = context;
    const schema = findSchema(input.text("schema"));
    const did = input.text("issuer");
    const epoch = input.integer("epoch", { min: 0, max: MAX_EPOCH });
    const now = unixNow();
    const endsAt = parseMoment({ text: input.text("ends"), name: "--ends", now });
    checkOrder({ now, moments: [{ name: "--ends", at: endsAt }] });
    const name = input.optional("desk") ?? schemaName(schema);
    const statusLists = statusListUrls({ did, keyName: `${name}-${epoch}`, base: input.optional("lists") });
    const file = workspace.issuerKeyFile({ name, epoch });
    const passphrase = await context.passphrase({ what: fillTexts(deskTexts.what, { name }), isNew: true });
    const terms = { did, schema: schema.id, epoch, endsAt, statusLists };
    const { publicKey } = await newIssuerKey({ workspace, name, passphrase, terms });
    const [x, y] = publicKey;
    return {
      lines: [
        context.say(texts.made, { desk: name, epoch, ends: formatTime(endsAt) }),
        context.say(texts.kept, { file }),
        context.say(texts.publicKey, { x, y }),
        context.say(texts.nextCertify),
      ],
      json: { desk: name, file, did, schema: schema.id, epoch, endsAt, statusLists, publicKey },
    };
  },
};
