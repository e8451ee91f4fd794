import { PsephosError } from "../../errors.ts";
import { TICKET_FORM } from "../../protocol/relay-receipt.ts";
import { streamRelayEntry } from "../../server/client/endpoints.ts";
import type { CommandSpec } from "../command.ts";
import { sayState } from "../services/relay-lines.ts";
import { RELAY_OPTION, serviceAt } from "../services/service-options.ts";
import { relayTexts as texts } from "../texts/relay.ts";

export const command: CommandSpec = {
  name: "relay follow",
  summary: texts.followSummary,
  details: texts.followDetails,
  examples: ["psephos relay follow 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --relay https://vote.example.org"],
  arguments: [{ name: "<ticket>", description: texts.ticket }],
  options: [{ ...RELAY_OPTION, description: texts.url, required: true }],
  async run(context, input) {
    const ticket = input.text("ticket");
    if (!TICKET_FORM.test(ticket)) {
      throw new PsephosError("USAGE", "A ticket looks like 6f9619ff-8b86-4d01-b42d-00cf4fc964ff.");
    }
    const { client } = serviceAt({ name: "--relay", url: input.text("relay") });
    for await (const { data: entry } of client.events(streamRelayEntry, { params: { ticket } })) {
      const { state, reason } = entry;
      if (state === "final" || state === "refused") {
        const line =
          state === "final" ? sayState(context, state) : context.say(texts.followedRefused, { reason: reason ?? "?" });
        return {
          lines: [line, context.say(texts.onlyItsWord)],
          json: { ...entry },
          exitCode: state === "final" ? 0 : 1,
        };
      }
      context.progress(sayState(context, state));
    }
    throw new PsephosError(
      "SERVICE_UNREACHABLE",
      "The relayer ended the answer before the end. Ask again, or ask the chain.",
    );
  },
};
