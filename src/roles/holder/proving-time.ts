import type { Connection } from "../../chain/provider.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { unixNow } from "../clock.ts";

/** Clocks of machines differ by seconds, and a maker of blocks may run a little ahead. */
const MAX_AHEAD_SECONDS = 15 * 60;

/**
 * The chain's time, of which a proof will say that it was made then. A node that tells a time to come would get a proof that can be
 * recorded later, after its holder has withdrawn. Chains that make no empty blocks may well be behind. Local chains travel in time.
 */
export async function provingTime(
  connection: Connection,
  { clock = unixNow }: { clock?: () => number } = {},
): Promise<number> {
  const now = await latestTime(connection);
  const ahead = now - clock();
  if (connection.isLocal || ahead <= MAX_AHEAD_SECONDS) return now;
  throw new PsephosError(
    "CHAIN_UNSUPPORTED",
    `This node's time is ${ahead} seconds ahead of this machine's. Set the clock right, or ask another node.`,
    { detail: { ahead } },
  );
}

/** Whole hours down to ten seconds: the largest that leaves four fifths of the allowed difference for the way to the chain. */
const STEPS = [3600, 900, 300, 60, 10];
const SHARE_OF_SKEW = 5;

/**
 * The time that a presentation tells, rounded down, so that many holders tell the same: to the second, two presentations of one person
 * made between the same two blocks would be known by it. A renewal must tell a later time than what is recorded, `provenAfter`, and with
 * a credential that has just begun or ceased to be valid the rounded time would say otherwise; such presentations tell the second.
 */
export function toldTime(input: {
  latest: number;
  maxClockSkew: number;
  /** Of the credentials that may be used. */
  validity: readonly { readonly validFrom: bigint; readonly validUntil: bigint }[];
  provenAfter?: number | undefined;
}): number {
  const { latest, maxClockSkew, validity, provenAfter = -1 } = input;
  const step = STEPS.find((each) => each * SHARE_OF_SKEW <= maxClockSkew) ?? 1;
  const rounded = latest - (latest % step);
  const isWithin = (moment: bigint): boolean => moment > rounded && moment <= latest;
  const hasTurned = validity.some(({ validFrom, validUntil }) => isWithin(validFrom) || isWithin(validUntil));
  return hasTurned || provenAfter >= rounded ? latest : rounded;
}
