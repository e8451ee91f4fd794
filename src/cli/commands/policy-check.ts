import { keccak256, toUtf8Bytes } from "ethers";
import { parseAskedPolicy, type AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { DEFAULT_GROUP_SIZE, playPolicy } from "../../roles/verifier/play-policy.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { policyLines, policyTitle } from "../policy-lines.ts";
import { policyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "policy check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos policy check policy.json", "psephos policy check policy.json --population residents.csv"],
  arguments: [{ name: "<file>", description: texts.file }],
  options: [
    { flags: "--population <csv>", description: texts.population },
    { flags: "--least <count>", description: texts.least },
  ],
  async run(context, input) {
    const asked = parseAskedPolicy(await readFileJson(input.text("file")), SCHEMAS);
    const { terms, text } = asked;
    const played = await play(context, { asked, input });
    return {
      lines: [
        context.style.bold(policyTitle(context, asked)),
        ...policyLines(context, asked),
        ...(played?.lines ?? []),
        context.say(texts.hash, { hash: terms.policyHash }),
      ],
      json: { ...terms, textHash: keccak256(toUtf8Bytes(text)), ...played?.json },
      exitCode: played?.exitCode ?? 0,
    };
  },
};

/** With a table of people: who would pass, and 1 if the answers would single somebody out. */
async function play(
  context: Context,
  { asked, input }: { asked: AskedPolicy; input: Input },
): Promise<Outcome | undefined> {
  const least = input.optionalInteger("least", { min: 2, max: 1_000_000 }) ?? DEFAULT_GROUP_SIZE;
  const file = input.optional("population");
  if (file === undefined) return undefined;
  const table = await context.readText(file);
  const {
    people,
    passingAll: passing,
    isolated,
    absentees,
    isolates,
  } = playPolicy({ asked, table, minGroupSize: least });
  const smallest = isolated[0]?.size;
  const verdict =
    smallest !== undefined
      ? context.style.bad(context.say(texts.isolates, { groups: isolated.length, least, smallest }))
      : isolates
        ? context.style.bad(context.say(texts.misses, { absentees, least }))
        : context.style.good(context.say(texts.hides, { least }));
  return {
    lines: [context.say(texts.passing, { passing, people }), verdict],
    json: { people, passing, groups: isolated.length, smallest: smallest ?? null, absentees, isolates },
    exitCode: isolates ? 1 : 0,
  };
}
