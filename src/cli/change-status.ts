import { unixNow } from "../roles/clock.ts";
import { updateDesk } from "../roles/issuer/desk.ts";
import { changeStatus, type StatusAct } from "../roles/issuer/status.ts";
import { askDesk, DESK_OPTIONS } from "./ask-desk.ts";
import type { ArgumentSpec, CommandSpec, OptionSpec, Outcome } from "./command.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { credentialTexts as texts } from "./texts/credential.ts";

const ARGUMENTS: readonly ArgumentSpec[] = [{ name: "<reference>", description: texts.wanted }];

/** `credential revoke`, `suspend` and `resume` differ in what they change, and the first asks. */
export function statusCommand(input: {
  act: StatusAct;
  summary: CommandSpec["summary"];
  details?: CommandSpec["details"];
}): CommandSpec {
  const { act, summary, details = texts.statusDetails } = input;
  const yes: readonly OptionSpec[] = act === "revoke" ? [{ flags: "--yes", description: texts.yes }] : [];
  return {
    name: `credential ${act}`,
    summary,
    details,
    examples: [`psephos credential ${act} A-1001`],
    arguments: ARGUMENTS,
    options: [...yes, ...DESK_OPTIONS],
    run: (context, given) => change(context, given, act),
  };
}

const DONE = { revoke: texts.revoked, suspend: texts.suspended, resume: texts.resumed } as const;

async function change(context: Context, input: Input, act: StatusAct): Promise<Outcome> {
  const wanted = input.text("reference");
  if (act === "revoke") {
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.revokeQuestion, { wanted }) });
  }
  const entry = await updateDesk({
    ...(await askDesk(context, input)),
    act: ({ ledger }) => changeStatus(ledger, { wanted, act, at: unixNow() }),
  });
  const { credentialId: id, reference, revoked, suspended } = entry;
  return {
    lines: [context.say(DONE[act], { id }), context.say(texts.nextPublish)],
    json: { credentialId: id, reference, revoked, suspended },
  };
}
