import { indexOfCommitment, type Roll } from "../../protocol/roll.ts";
import { votingIdentities } from "../../roles/holder/wallet.ts";
import { readFileBytes } from "../../roles/read-file.ts";
import { openPublishedRoll, openRoll, type OpenedRoll } from "../../roles/registrar/roll-files.ts";
import { identityOnRoll } from "../../roles/voter/identity-on-roll.ts";
import { askIdentity } from "../ask-identity.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { parseCommitment } from "../parse-commitment.ts";
import { identityTexts } from "../texts/identity.ts";
import { rollTexts as texts } from "../texts/roll.ts";

export const command: CommandSpec = {
  name: "roll check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos roll check --roll 1 --files ./published", "psephos roll check --file roll.json --identity ada"],
  options: [
    { flags: "--roll <id>", description: texts.rollId },
    { flags: "--file <file>", description: texts.fileToCheck },
    { flags: "--identity <name>", description: identityTexts.option },
    { flags: "--commitment <number>", description: texts.commitment },
    { flags: "--files <dir>", description: texts.files, repeatable: true },
  ],
  async run(context, input) {
    const commitmentOn = await askCommitment(context, input);
    const { roll, record } = await openWanted(context, input);
    const commitment = commitmentOn(roll);
    const entry = roll.entries[indexOfCommitment(roll, commitment)];
    const text = entry === undefined ? texts.notOnRoll : texts.onRoll;
    return {
      lines: [context.say(text, entry === undefined ? {} : { weight: entry.weight })],
      json: { onRoll: entry !== undefined, weight: entry?.weight ?? null, commitment, root: record.root },
      exitCode: entry === undefined ? 1 : 0,
    };
  },
};

/** The typed one, or that of the wallet which the roll has. */
async function askCommitment(context: Context, input: Input): Promise<(roll: Roll) => bigint> {
  const typed = input.optional("commitment");
  if (typed !== undefined) {
    const commitment = parseCommitment(typed);
    return () => commitment;
  }
  const identities = votingIdentities((await askIdentity(context, input)).wallet);
  return (roll) => identityOnRoll(identities, roll).commitment;
}

async function openWanted(context: Context, input: Input): Promise<OpenedRoll> {
  const file = input.optional("file");
  if (file !== undefined) return openRoll(await readFileBytes(file));
  const rollId = input.id("roll");
  const chain = await context.chain();
  return openPublishedRoll({ chain, workspace: context.workspace, rollId, folders: input.list("files") });
}
