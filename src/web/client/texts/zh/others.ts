import type { otherTexts as english } from "../en/others.ts";
import type { Translated } from "../typed.ts";
import { accounts } from "./accounts.ts";
import { demonstration } from "./demonstration.ts";
import { department } from "./department.ts";
import { desk } from "./desk.ts";
import { glossary } from "./glossary.ts";
import { how, lockedSum, software } from "./how.ts";
import { identity } from "./identity.ts";
import { organizer } from "./organizer.ts";
import { policyDraft } from "./policy-draft.ts";
import { publicTexts } from "./public.ts";
import { records } from "./records.ts";
import { request } from "./request.ts";
import { settings } from "./settings.ts";
import { trustee } from "./trustee.ts";
import { verify } from "./verify.ts";
import { vote } from "./vote.ts";
import { wallet } from "./wallet.ts";

export const otherTexts: { readonly [Name in keyof typeof english]: Translated<(typeof english)[Name]> } = {
  accounts,
  demonstration,
  department,
  desk,
  glossary,
  how,
  identity,
  lockedSum,
  organizer,
  policyDraft,
  public: publicTexts,
  records,
  request,
  settings,
  software,
  trustee,
  verify,
  vote,
  wallet,
};
