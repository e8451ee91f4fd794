import { join, resolve } from "node:path";
import { PsephosError } from "../../errors.ts";
import { planAttestations, type AttestationRequest, CITIZENS } from "../../roles/demo/attestation/plan.ts";
import { STORIES, type StoryName } from "../../roles/demo/narrator.ts";
import { ELECTION_RANGES, planElection, type ElectionRequest } from "../../roles/demo/election/plan.ts";
import { runAttestations } from "../../roles/demo/attestation/run-attestations.ts";
import { runElection } from "../../roles/demo/election/run-election.ts";
import { defaultWorkspaceFolder } from "../../roles/workspace.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { attestationClosing, attestationJson, electionClosing, electionJson, paragraph } from "../demo/closing.ts";
import { serveDemoPortal, type PortalRequest } from "../demo/portal.ts";
import { createTeller } from "../demo/teller.ts";
import type { Input } from "../input.ts";
import { demoTexts as texts, storyTitles } from "../texts/demo.ts";
import { demoPortalTexts as portalTexts } from "../texts/demo-portal.ts";

const BUILD_FOLDER = resolve(import.meta.dirname, "../../../build");
const BOTH = Object.keys(STORIES) as StoryName[];

/** What belongs to one story alone. */
const OWN_OPTIONS: Readonly<Record<StoryName, readonly string[]>> = {
  election: ["voters", "options", "trustees", "threshold", "lost", "rules", "ballots"],
  attestation: ["citizens"],
};

export const command: CommandSpec = {
  name: "demo",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos demo",
    "psephos demo --portal --open",
    "psephos demo --story attestation --citizens 20",
    "psephos demo --voters 100 --options 8 --rules borda --trustees 9 --threshold 5 --lost 4",
    "psephos demo --ballots docs/examples/cooperative-shares.csv",
  ],
  options: [
    { flags: "--story <name>", description: texts.story },
    { flags: "--voters <count>", description: texts.voters },
    { flags: "--options <count>", description: texts.options },
    { flags: "--trustees <count>", description: texts.trustees },
    { flags: "--threshold <count>", description: texts.threshold },
    { flags: "--lost <count>", description: texts.lost },
    { flags: "--rules <name>", description: texts.rules },
    { flags: "--ballots <file>", description: texts.ballots },
    { flags: "--citizens <count>", description: texts.citizens },
    { flags: "--portal", description: portalTexts.portal },
    { flags: "--no-portal", description: portalTexts.noPortal },
    { flags: "--port <port>", description: portalTexts.port },
    { flags: "--open", description: portalTexts.open },
  ],
  async run(context, input) {
    const stories = storiesOf(input);
    const election = await readElection(context, input);
    const attestation: AttestationRequest = { citizens: input.optionalInteger("citizens", CITIZENS) };
    // Refuses a wrong request before the first word of the story.
    planElection(election);
    planAttestations(attestation);
    const tell = {
      election: () => tellElection(context, election),
      attestation: () => tellProofs(context, attestation),
    };
    const portal = portalWish(context, input, stories);
    if (portal === "alone") return serveDemoPortal(context, portalRequest(context, input));
    const [first, second] = stories;
    const told = second === undefined ? await tell[first!]() : await tellBoth(context, tell);
    if (portal === "none" || told.exitCode !== 0) return told;
    for (const line of [...told.lines, "", ""]) context.narrate(line);
    return serveDemoPortal(context, portalRequest(context, input));
  },
};

/** As asked for, after the stories that are asked for too; else after both stories for whoever sits there. */
function portalWish(context: Context, input: Input, stories: readonly StoryName[]): "none" | "after" | "alone" {
  if (input.flag("no-portal") || context.json) return "none";
  if (input.flag("portal")) return input.optional("story") === undefined ? "alone" : "after";
  return context.interactive && stories.length > 1 ? "after" : "none";
}

function portalRequest(context: Context, input: Input): PortalRequest {
  return {
    folder: demoFolder(context, "demo-portal"),
    port: input.optionalInteger("port", { min: 0, max: 65_535 }),
    open: input.flag("open"),
  };
}

function storiesOf(input: Input): readonly StoryName[] {
  const asked = input.optional("story");
  if (asked === "both") return BOTH;
  const story = BOTH.find((name) => name === asked);
  if (story !== undefined) return [story];
  if (asked !== undefined) {
    throw new PsephosError("USAGE", `--story must be ${BOTH.join(", ")} or both. See psephos demo --help.`);
  }
  const meant = BOTH.filter((name) => OWN_OPTIONS[name].some((option) => input.optional(option) !== undefined));
  return meant.length === 0 ? BOTH : meant;
}

async function readElection(context: Context, input: Input): Promise<ElectionRequest> {
  const count = (name: keyof typeof ELECTION_RANGES) => input.optionalInteger(name, ELECTION_RANGES[name]);
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

async function tellElection(context: Context, request: ElectionRequest): Promise<Outcome> {
  for (const line of paragraph(context.say(texts.opening))) context.narrate(line);
  const folder = demoFolder(context, "demo");
  const outcome = await runElection({ ...request, folder, narrator: createTeller(context) });
  return {
    lines: electionClosing(context, outcome),
    json: electionJson(outcome),
    exitCode: outcome.verdict.verified ? 0 : 1,
  };
}

async function tellProofs(context: Context, request: AttestationRequest): Promise<Outcome> {
  for (const line of paragraph(context.say(texts.openingAttestation))) context.narrate(line);
  const folder = demoFolder(context, "demo-attestation");
  const outcome = await runAttestations({ ...request, folder, narrator: createTeller(context) });
  return {
    lines: attestationClosing(context, outcome),
    json: attestationJson(outcome),
    exitCode: outcome.verdict.verified ? 0 : 1,
  };
}

async function tellBoth(context: Context, tell: Record<StoryName, () => Promise<Outcome>>): Promise<Outcome> {
  const title = (name: StoryName) => context.narrate(context.style.bold(context.say(storyTitles[name])));
  title("election");
  const election = await tell.election();
  for (const line of [...election.lines, "", ""]) context.narrate(line);
  title("attestation");
  const attestation = await tell.attestation();
  return {
    lines: attestation.lines,
    json: { election: election.json, attestation: attestation.json },
    exitCode: election.exitCode === 0 && attestation.exitCode === 0 ? 0 : 1,
  };
}

/** Beside the build, out of sight of real keys; with --data in a folder of its own there. */
function demoFolder({ workspace }: Context, name: string): string {
  const isDefault = workspace.folder === resolve(defaultWorkspaceFolder());
  return join(isDefault ? BUILD_FOLDER : workspace.folder, name);
}
