import { PsephosError } from "../../errors.ts";
import { fileExists } from "../../roles/read-file.ts";
import { keepPrepared } from "../../roles/voter/prepared-ballot.ts";
import type { CommandSpec } from "../command.ts";
import { FILL_IN_OPTIONS, fillIn } from "../fill-in.ts";
import { preparedFileFor } from "../prepared-file.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";

export const command: CommandSpec = {
  name: "ballot prepare",
  summary: texts.prepareSummary,
  details: texts.prepareDetails,
  examples: ["psephos ballot prepare 1 --files ./published"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: FILL_IN_OPTIONS,
  async run(context, input) {
    const electionId = input.id("election");
    const file = await preparedFileFor(context, input);
    if (await fileExists(file)) {
      throw new PsephosError("FILE_EXISTS", `A prepared ballot is here already (${file}). Cast or challenge it first.`);
    }
    const { ballot, identity } = await fillIn(context, input);
    const passphrase = await context.passphrase({ what: texts.preparedWhat, isNew: true });
    await keepPrepared({ file, passphrase, ballot });
    const hash = ballot.receipt.ballotHash;
    return {
      lines: [
        context.say(texts.fingerprint, { hash }),
        context.say(texts.preparedFile, { file }),
        context.say(texts.nextPrepared, { electionId }),
      ],
      json: { electionId, identity, file, fingerprint: hash },
    };
  },
};
