import { readEnrolled, type Enrolled } from "../../chain/enrolment-events.ts";
import type { Chain } from "../chain-session.ts";

/**
 * The place of a commitment in an open electorate, from all that ever enrolled there: the node does not learn whose place is meant. Undefined
 * if it has none. As long as an electorate has no more than some ten thousand.
 */
export async function quietEnrolment(input: {
  chain: Chain;
  enrolmentId: bigint;
  commitment: bigint;
}): Promise<Enrolled | undefined> {
  const { chain, enrolmentId, commitment } = input;
  const enrolled = await readEnrolled(chain, enrolmentId);
  return enrolled.find((each) => each.commitment === commitment);
}
