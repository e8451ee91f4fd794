import { readEnrolmentOpened } from "../../chain/enrolment-events.ts";
import { readEnrolment, type EnrolmentRecord } from "../../chain/enrolments.ts";
import { latestTime } from "../../chain/time.ts";
import type { Chain } from "../chain-session.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../published-policy.ts";

export interface EnrolmentProgress extends EnrolmentRecord {
  readonly name: string;
  /** Who may join. */
  readonly asked: PublishedPolicy;
  readonly phase: "before" | "open" | "closed";
}

export async function followEnrolment({
  chain,
  enrolmentId,
}: {
  chain: Chain;
  enrolmentId: bigint;
}): Promise<EnrolmentProgress> {
  const record = await readEnrolment(chain, enrolmentId);
  const [{ name }, asked, now] = await Promise.all([
    readEnrolmentOpened(chain, enrolmentId),
    openPublishedPolicy({ chain, policyId: record.policyId }),
    latestTime(chain),
  ]);
  const phase = now < record.opensAt ? "before" : now < record.closesAt ? "open" : "closed";
  return { ...record, name, asked, phase };
}
