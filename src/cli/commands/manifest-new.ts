import { PsephosError } from "../../errors.ts";
import { withDecimals } from "../../protocol/json.ts";
import { isRuleName, RULE_NAMES } from "../../protocol/rule-presets.ts";
import { draftManifest, type ManifestPlan } from "../../roles/organizer/draft-manifest.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import type { Input } from "../input.ts";
import { manifestLines } from "../election-lines.ts";
import { manifestTexts as texts } from "../texts/election.ts";

export const command: CommandSpec = {
  name: "manifest new",
  summary: texts.summary,
  details: texts.details,
  examples: [
    'psephos manifest new --title "Library council | 图书馆理事会" --organizer "Library | 图书馆" \\\n' +
      '    --option "ada=Ada Lovelace | 阿达" --option "grace=Grace Hopper | 格蕾丝" \\\n' +
      "    --rules single --roll 1 --ceremony 1 --opens 1h --closes 2d --result-by 4d --to manifest.json",
  ],
  options: [
    { flags: "--title <text>", description: texts.title, required: true },
    { flags: "--description <text>", description: texts.description },
    { flags: "--organizer <text>", description: texts.organizer, required: true },
    { flags: "--option <option>", description: texts.option, required: true, repeatable: true },
    { flags: "--rules <name>", description: texts.rules },
    { flags: "--limit <count>", description: texts.limit },
    { flags: "--max-per-option <points>", description: texts.maxPerOption },
    { flags: "--blank", description: texts.blank },
    { flags: "--weighted", description: texts.weighted },
    { flags: "--real", description: texts.real },
    { flags: "--roll <id>", description: texts.roll, required: true },
    { flags: "--ceremony <id>", description: texts.ceremony, required: true },
    { flags: "--opens <time>", description: texts.opens, required: true },
    { flags: "--closes <time>", description: texts.closes, required: true },
    { flags: "--result-by <time>", description: texts.resultBy, required: true },
    { flags: "--minimum-turnout <count>", description: texts.turnout },
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const plan = planFrom(input);
    const file = input.text("to");
    const manifest = await draftManifest({ chain: await context.chain(), plan });
    const data = `${JSON.stringify(manifest, withDecimals, 2)}\n`;
    await writeFileWhole({ file, data, secrecy: "public" });
    return {
      lines: [
        context.say(texts.written, { file }),
        ...manifestLines(context, manifest),
        context.say(texts.next, { file }),
      ],
      json: { file, manifest },
    };
  },
};

const MAX_COUNT = 2 ** 32 - 1;

function planFrom(input: Input): ManifestPlan {
  const ruleName = input.optional("rules") ?? "single";
  if (!isRuleName(ruleName)) throw new PsephosError("USAGE", `--rules must be one of: ${RULE_NAMES.join(", ")}.`);
  const title = input.text("title");
  return {
    kind: input.flag("real") ? "real" : "test",
    title,
    description: input.optional("description") ?? title,
    organizer: input.text("organizer"),
    options: input.list("option"),
    ruleName,
    limit: input.optionalInteger("limit", { min: 1, max: 65_535 }),
    maxPerOption: input.optionalInteger("max-per-option", { min: 1, max: 65_535 }),
    blank: input.flag("blank"),
    weighted: input.flag("weighted"),
    rollId: input.id("roll"),
    ceremonyId: input.id("ceremony"),
    opens: input.text("opens"),
    closes: input.text("closes"),
    resultBy: input.text("result-by"),
    minimumTurnout: input.optionalInteger("minimum-turnout", { min: 0, max: MAX_COUNT }) ?? 2,
  };
}
