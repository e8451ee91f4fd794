import type { AskedPolicy } from "../protocol/credential/asked-policy.ts";
import { heldCredentials } from "../roles/holder/held-credentials.ts";
import type { PresentRequest } from "../roles/holder/present.ts";
import { openWallet, type NamedWallet, type WalletAccess } from "../roles/holder/wallet-file.ts";
import { folderStatusLists } from "../roles/status-list-files.ts";
import { webStatusLists, type StatusListSource } from "../roles/status-lists.ts";
import { walletAccess } from "./ask-wallet.ts";
import type { OptionSpec } from "./command.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { policyLines } from "./policy-lines.ts";
import { chooseProver } from "./services/choose-prover.ts";
import { PROVER_OPTIONS } from "./services/service-options.ts";
import { identityTexts } from "./texts/identity.ts";
import { presentationTexts as texts } from "./texts/presentation.ts";

/** Options of every command that proves something from a credential. */
export const PROVE_OPTIONS: readonly OptionSpec[] = [
  { flags: "--identity <name>", description: identityTexts.option },
  { flags: "--files <dir>", description: texts.files, repeatable: true },
  { flags: "--yes", description: texts.yes },
  ...PROVER_OPTIONS,
];

/** Tells the person all that she agrees to, and goes on only if she does. Nothing is opened or proved before. */
export async function askConsent(
  context: Context,
  { input, asked, heading, also }: { input: Input; asked: AskedPolicy; heading: string; also: readonly string[] },
): Promise<void> {
  const lines = [context.style.bold(heading), ...policyLines(context, asked), ...also];
  for (const line of lines) context.progress(line);
  await context.confirm({ yes: input.flag("yes"), question: context.say(texts.question) });
}

/** What proving needs of the person: the opened wallet, its credentials, and where status lists come from. */
export interface Proving
  extends NamedWallet, Pick<PresentRequest, "chain" | "prover" | "identity" | "credentials" | "source"> {
  readonly access: WalletAccess;
  readonly identity: NamedWallet["wallet"]["identity"];
}

export async function openToProve(context: Context, input: Input): Promise<Proving> {
  const prover = await chooseProver(context, input);
  const access = walletAccess(context, input);
  const chain = await context.chain();
  const { wallet, name } = await openWallet(access);
  context.progress(context.say(texts.proving));
  const credentials = heldCredentials(wallet);
  const { identity } = wallet;
  return { access, chain, prover, wallet, name, identity, credentials, source: sourceFrom(input) };
}

/** Published status lists: from the folders of `--files`, or the web. */
export function sourceFrom(input: Input): StatusListSource {
  const folders = input.list("files");
  return folders.length === 0 ? webStatusLists : folderStatusLists(folders);
}
