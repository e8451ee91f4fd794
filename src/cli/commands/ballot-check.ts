import { parseReceipt } from "../../protocol/receipt.ts";
import { checkReceipt, type ReceiptState } from "../../roles/voter/check-receipt.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { adviseVoter, forgetCounted } from "../services/kept-with-receipt.ts";
import { askIndex, type GivenReceipt } from "../services/ask-index.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";
import { indexTexts } from "../texts/index-service.ts";

export const command: CommandSpec = {
  name: "ballot check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: [
    "psephos ballot check ~/.psephos/receipts/31337-5fbdb231-1-3f2a9c01.json",
    "psephos ballot check ~/.psephos/receipts/31337-5fbdb231-1-3f2a9c01.json --index https://vote.example.org",
  ],
  arguments: [{ name: "<receipt>", description: texts.receiptFile }],
  options: [
    { flags: "--index <url>", description: indexTexts.checkOption },
    { flags: "--voters <count>", description: indexTexts.voters },
  ],
  async run(context, input) {
    const file = input.text("receipt");
    const given: GivenReceipt = { file, receipt: parseReceipt(await context.readText(file)) };
    const url = input.optional("index");
    if (url === undefined) return checkOnChain(context, given);
    const told = await askIndex(context, { input, url, given });
    const asTold = await outcomeOf(context, { state: told, given, lines: [context.say(indexTexts.asked)] });
    const { lines } = asTold;
    // A chain that the person named for this is there to be asked; one of the environment alone may not be.
    if (!context.isChainNamed) return { ...asTold, lines: [...lines, context.say(indexTexts.itsWord)] };
    const onChain = await checkOnChain(context, given);
    const isSame = onChain.json["state"] === asTold.json["state"];
    const verdict = isSame
      ? context.say(indexTexts.chainAgrees)
      : context.style.bad(context.say(indexTexts.chainDiffers));
    return {
      lines: isSame ? [...lines, verdict] : [...lines, verdict, ...onChain.lines],
      json: { ...onChain.json, indexAgrees: isSame },
      exitCode: isSame ? (onChain.exitCode ?? 0) : 1,
    };
  },
};

async function checkOnChain(context: Context, given: GivenReceipt): Promise<Outcome> {
  const chain = await context.chain();
  const state = await checkReceipt({ chain, receipt: given.receipt });
  if (state.kind === "counted" && state.isFinal) await forgetCounted(given);
  return outcomeOf(context, { state, given, lines: [] });
}

/** As far as both the chain and an index tell it. */
type Told = ReceiptState | Awaited<ReturnType<typeof askIndex>>;

async function outcomeOf(
  context: Context,
  { state, given, lines }: { state: Told; given: GivenReceipt; lines: readonly string[] },
): Promise<Outcome> {
  const { electionId } = given.receipt;
  return {
    lines: [...(await stateLines(context, { state, given })), ...lines],
    json: { electionId, state: state.kind, ...state },
    exitCode: state.kind === "counted" ? 0 : 1,
  };
}

async function stateLines(context: Context, { state, given }: { state: Told; given: GivenReceipt }): Promise<string[]> {
  switch (state.kind) {
    case "counted": {
      const line = context.style.good(context.say(texts.counted, { position: state.position }));
      return state.isFinal ? [line] : [line, context.say(texts.notFinal)];
    }
    case "altered":
      return [context.style.bad(context.say(texts.altered))];
    case "absent":
      return [context.style.bad(context.say(texts.absent)), ...(await adviseVoter(context, given))];
  }
}
