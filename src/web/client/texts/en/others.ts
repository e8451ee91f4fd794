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

/** All other namespaces. A new one is a file here, the same in ../zh, and a line in both lists. */
export const otherTexts = {
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
} as const;
