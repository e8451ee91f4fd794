import { accounts } from "./accounts.ts";
import { auditor } from "./auditor.ts";
import { department } from "./department.ts";
import { device } from "./device.ts";
import { holder } from "./holder.ts";
import { organizer } from "./organizer.ts";
import { session } from "./session.ts";
import { trustee } from "./trustee.ts";
import { voter } from "./voter.ts";
import { wallet } from "./wallet.ts";

/** Everything that the page can ask the worker to do: one desk for each kind of work. Secrets stay on this side. */
export const office = {
  accounts,
  auditor,
  department,
  device,
  holder,
  organizer,
  session,
  trustee,
  voter,
  wallet,
};

export type Office = typeof office;
