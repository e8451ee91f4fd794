import type { texts as english } from "../en/index.ts";
import type { Translated } from "../typed.ts";
import { accounts } from "./accounts.ts";
import { common } from "./common.ts";
import { demonstration } from "./demonstration.ts";
import { department } from "./department.ts";
import { desk } from "./desk.ts";
import { design } from "./design.ts";
import { glossary } from "./glossary.ts";
import { home } from "./home.ts";
import { how, lockedSum, software } from "./how.ts";
import { identity } from "./identity.ts";
import { organizer } from "./organizer.ts";
import { policyDraft } from "./policy-draft.ts";
import { publicTexts } from "./public.ts";
import { request } from "./request.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { trustee } from "./trustee.ts";
import { verify } from "./verify.ts";
import { vote } from "./vote.ts";
import { wallet } from "./wallet.ts";

/** Every namespace in Chinese. */
export const texts: { readonly [Name in keyof typeof english]: Translated<(typeof english)[Name]> } = {
  accounts,
  common,
  demonstration,
  department,
  desk,
  design,
  glossary,
  home,
  how,
  identity,
  lockedSum,
  organizer,
  policyDraft,
  public: publicTexts,
  request,
  settings,
  shell,
  software,
  trustee,
  verify,
  vote,
  wallet,
};
