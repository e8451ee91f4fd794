import { readNextGovernor } from "../../chain/issuers.ts";
import { translating } from "../../chain/sending/errors.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";
import { carryOut, type CarriedOut } from "./carry-out.ts";

/** Takes the governor's place that was offered to this account, or proposes so to the authority that it was offered to. */
export async function takeOver(input: {
  chain: Chain;
  account: Account;
}): Promise<{ governor: string; carriedOut: CarriedOut }> {
  const { chain, account } = input;
  const next = await readNextGovernor(chain);
  if (next === undefined) {
    const message = "Nobody was offered the governor's place. The governor offers it: psephos authority hand-over";
    throw new PsephosError("PHASE_WRONG", message);
  }
  if (next !== account.address && (await translating(chain.provider.getCode(next))) === "0x") {
    throw new PsephosError("ACCOUNT_REFUSED", `The governor's place was offered to ${next}. Use that account.`);
  }
  const call = { name: "acceptGovernor", args: [] } as const;
  return { governor: next, carriedOut: await carryOut({ chain, account, call, governor: next }) };
}
