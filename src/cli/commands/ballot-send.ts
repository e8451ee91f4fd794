import { openSent } from "../../roles/voter/sent-ballot.ts";
import type { CommandSpec } from "../command.ts";
import { requireWayToSend, sendBallot } from "../services/send-ballot.ts";
import { RELAY_OPTIONS } from "../services/service-options.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";

export const command: CommandSpec = {
  name: "ballot send",
  summary: texts.sendSummary,
  details: texts.sendDetails,
  examples: [
    "psephos ballot send ~/.psephos/receipts/31337-5fbdb231-1-3f2a9c01.json --relay https://vote2.example.org",
    "psephos ballot send ~/.psephos/receipts/31337-5fbdb231-1-3f2a9c01.json --account nobody",
  ],
  arguments: [{ name: "<receipt>", description: texts.receiptFile }],
  options: RELAY_OPTIONS,
  async run(context, input) {
    await requireWayToSend(context, input);
    return sendBallot(context, { input, ballot: await openSent(input.text("receipt")) });
  },
};
