import { join, resolve } from "node:path";
import { DEMO_RANGES, planDemo } from "../../roles/demo/plan.ts";
import { runDemo, type DemoOutcome } from "../../roles/demo/run-demo.ts";
import { defaultWorkspaceFolder } from "../../roles/workspace.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { COLUMNS, createTeller } from "../demo/teller.ts";
import { wrap } from "../demo/wrap.ts";
import type { Input } from "../input.ts";
import { demoTexts as texts } from "../texts/demo.ts";

const BUILD_FOLDER = resolve(import.meta.dirname, "../../../build");

export const command: CommandSpec = {
  name: "demo",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos demo",
    "psephos demo --voters 100 --options 8 --rules borda --trustees 9 --threshold 5 --lost 4",
    "psephos demo --ballots docs/examples/cooperative-shares.csv",
  ],
  options: [
    { flags: "--voters <count>", description: texts.voters },
    { flags: "--options <count>", description: texts.options },
    { flags: "--trustees <count>", description: texts.trustees },
    { flags: "--threshold <count>", description: texts.threshold },
    { flags: "--lost <count>", description: texts.lost },
    { flags: "--rules <name>", description: texts.rules },
    { flags: "--ballots <file>", description: texts.ballots },
  ],
  async run(context, input) {
    const request = await readRequest(context, input);
    // Refuses a wrong request before the first word of the story.
    planDemo(request);
    for (const line of paragraph(context.say(texts.opening))) context.narrate(line);
    const outcome = await runDemo({ ...request, folder: demoFolder(context), narrator: createTeller(context) });
    return { lines: closing(context, outcome), json: outcomeJson(outcome), exitCode: outcome.verdict.verified ? 0 : 1 };
  },
};

async function readRequest(context: Context, input: Input) {
  const count = (name: keyof typeof DEMO_RANGES) => input.optionalInteger(name, DEMO_RANGES[name]);
  const ballots = input.optional("ballots");
  return {
    voters: count("voters"),
    options: count("options"),
    trustees: count("trustees"),
    threshold: count("threshold"),
    lost: count("lost"),
    rules: input.optional("rules"),
    ballots: ballots === undefined ? undefined : await context.readText(ballots),
  };
}

/** Beside the build, out of sight of real keys; with --data in a folder of its own there. */
function demoFolder({ workspace }: Context): string {
  const isDefault = workspace.folder === resolve(defaultWorkspaceFolder());
  return join(isDefault ? BUILD_FOLDER : workspace.folder, "demo");
}

function closing(context: Context, { gas, seconds, archive }: DemoOutcome): string[] {
  const { castDirect: alone, castInBatch: batched, opening } = gas;
  const grouped = (value: number | undefined) => (value ?? 0).toLocaleString("en-GB");
  return [
    "",
    ...paragraph(
      context.say(texts.costs, { alone: grouped(alone), batched: grouped(batched), opening: grouped(opening) }),
    ),
    ...paragraph(context.say(texts.took, { total: seconds["total"] ?? 0, proving: seconds["proving"] ?? 0 })),
    context.say(texts.again),
    // A line to copy: never broken.
    `  psephos verify ${archive}`,
  ];
}

function paragraph(text: string): string[] {
  return wrap({ text, first: "", rest: "", columns: COLUMNS });
}

function outcomeJson(outcome: DemoOutcome): Record<string, unknown> {
  const { cast, result, expected, refused, verdict, gas, seconds, archive } = outcome;
  return {
    cast,
    result: result.map(Number),
    expected: expected.map(Number),
    refused,
    verified: verdict.verified,
    checks: verdict.checks.map(({ id, ok }) => ({ id, ok })),
    gas,
    seconds,
    archive,
  };
}
