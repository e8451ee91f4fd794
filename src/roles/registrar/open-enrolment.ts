import { openEnrolment as sendOpening } from "../../chain/enrolments.ts";
import { readDepartmentAccount } from "../../chain/issuers.ts";
import { readPolicy } from "../../chain/policies.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { MAX_NAME_LENGTH } from "../../protocol/roll-file.ts";
import { textFault } from "../../protocol/text.ts";
import type { Account, Chain } from "../chain-session.ts";
import { checkOrder, parseMoment } from "../moments.ts";
import { sharedScope, type SharedScope } from "./shared-scope.ts";

export interface OpenedEnrolment {
  readonly enrolmentId: bigint;
  /** Unix seconds. */
  readonly opensAt: number;
  readonly closesAt: number;
  readonly transactionHash: string;
  readonly shared: SharedScope;
}

/** Opens a list of voters to whoever meets a published policy of the account's own department. */
export async function openEnrolment(input: {
  chain: Chain;
  account: Account;
  policyId: bigint;
  name: string;
  /** As people write moments; without it, now. */
  opens?: string | undefined;
  closes: string;
  /** Told before anything is sent, if those who enrol have the same pseudonyms elsewhere. */
  onShared?: ((shared: SharedScope) => void) | undefined;
}): Promise<OpenedEnrolment> {
  const { chain, account, policyId, name, opens, closes, onShared } = input;
  // It becomes the roll's name, and cannot be changed by then.
  const fault = textFault(name, { maxLength: MAX_NAME_LENGTH });
  if (fault !== undefined) throw new PsephosError("ARGUMENT_INVALID", `The name ${fault}. Choose another one.`);
  const [{ terms }, now] = await Promise.all([readPolicy(chain, policyId), latestTime(chain)]);
  if ((await readDepartmentAccount(chain, terms.departmentId)) !== account.address) {
    const message = `Policy ${policyId} is another department's. Use the account of the department that published it.`;
    throw new PsephosError("ACCOUNT_REFUSED", message);
  }
  const opensAt = opens === undefined ? now : parseMoment({ text: opens, name: "--opens", now });
  const closesAt = parseMoment({ text: closes, name: "--closes", now });
  checkOrder({
    now: Math.min(now, opensAt - 1),
    moments: [
      { name: "--opens", at: opensAt },
      { name: "--closes", at: closesAt },
    ],
  });
  const shared = await sharedScope({ chain, policyId });
  if (shared.policies.length + shared.enrolments.length > 0) onShared?.(shared);
  const sent = await sendOpening({ chain, account, policyId, name, opensAt, closesAt });
  return { enrolmentId: sent.enrolmentId, opensAt, closesAt, transactionHash: sent.transactionHash, shared };
}
