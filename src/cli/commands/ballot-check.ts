import { parseReceipt } from "../../protocol/receipt.ts";
import { checkReceipt, type ReceiptState } from "../../roles/voter/check-receipt.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";

export const command: CommandSpec = {
  name: "ballot check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos ballot check ~/.psephos/receipts/31337-5fbdb231-1-3f2a9c01.json"],
  arguments: [{ name: "<receipt>", description: texts.receiptFile }],
  async run(context, input) {
    const receipt = parseReceipt(await context.readText(input.text("receipt")));
    const state = await checkReceipt({ chain: await context.chain(), receipt });
    const { electionId } = receipt;
    return {
      lines: stateLines(context, { state, electionId }),
      json: { electionId, state: state.kind, ...state },
      exitCode: state.kind === "counted" ? 0 : 1,
    };
  },
};

function stateLines(context: Context, { state, electionId }: { state: ReceiptState; electionId: bigint }): string[] {
  switch (state.kind) {
    case "counted": {
      const line = context.style.good(context.say(texts.counted, { position: state.position }));
      return state.isFinal ? [line] : [line, context.say(texts.notFinal)];
    }
    case "altered":
      return [context.style.bad(context.say(texts.altered))];
    case "absent":
      return [context.style.bad(context.say(texts.absent, { electionId }))];
  }
}
