import { getAddress, isAddress } from "ethers";
import { createCeremony as sendCeremony } from "../../chain/ceremonies.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { MAX_TRUSTEES } from "../../protocol/params.ts";
import type { Account, Chain } from "../chain-session.ts";
import { checkOrder, parseMoment } from "../moments.ts";

export interface CeremonyPlan {
  /** Accounts of the trustees, in the order that gives them their numbers. */
  readonly trustees: readonly string[];
  /** How many of them can open the result: 2 to all. */
  readonly threshold: number;
  /** As people write times; see moments.ts. */
  readonly registerBy: string;
  readonly commitBy: string;
  readonly dealBy: string;
}

export interface CreatedCeremony {
  readonly ceremonyId: bigint;
  readonly trustees: readonly string[];
  readonly registerBy: number;
  readonly commitBy: number;
  readonly dealBy: number;
  readonly transactionHash: string;
}

export async function createCeremony(input: {
  chain: Chain;
  account: Account;
  plan: CeremonyPlan;
}): Promise<CreatedCeremony> {
  const { chain, account, plan } = input;
  const trustees = checkTrustees(plan.trustees);
  const { threshold } = plan;
  if (!Number.isSafeInteger(threshold) || threshold < 2 || threshold > trustees.length) {
    throw new PsephosError(
      "THRESHOLD_INVALID",
      `The threshold must be from 2 to ${trustees.length}, the number of trustees. With 1, one person alone could open ballots.`,
    );
  }
  const now = await latestTime(chain);
  const at = (name: "registerBy" | "commitBy" | "dealBy", option: string) =>
    parseMoment({ text: plan[name], name: option, now });
  const times = {
    registerBy: at("registerBy", "--register-by"),
    commitBy: at("commitBy", "--commit-by"),
    dealBy: at("dealBy", "--deal-by"),
  };
  checkOrder({
    now,
    moments: [
      { name: "--register-by", at: times.registerBy },
      { name: "--commit-by", at: times.commitBy },
      { name: "--deal-by", at: times.dealBy },
    ],
  });
  const { ceremonyId, transactionHash } = await sendCeremony({ chain, account, trustees, threshold, ...times });
  return { ceremonyId, trustees, ...times, transactionHash };
}

function checkTrustees(typed: readonly string[]): string[] {
  if (typed.length < 2 || typed.length > MAX_TRUSTEES) {
    throw new PsephosError("USAGE", `A ceremony has 2 to ${MAX_TRUSTEES} trustees; ${typed.length} are named.`);
  }
  const seen = new Map<string, number>();
  return typed.map((text, index) => {
    if (!isAddress(text)) {
      throw new PsephosError("USAGE", `Trustee ${index + 1} is not an account address: 0x and 40 hexadecimal digits.`);
    }
    const address = getAddress(text);
    const earlier = seen.get(address);
    if (earlier !== undefined) {
      throw new PsephosError("USAGE", `Trustees ${earlier} and ${index + 1} are the same account. Name each once.`);
    }
    seen.set(address, index + 1);
    return address;
  });
}
