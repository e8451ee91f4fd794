import type { Connection } from "../../chain/provider.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { unixNow } from "../clock.ts";

/** No chain that serves verifiers is further from the clocks of the world, and nobody would notice a node that stands still for less. */
const MAX_APART_SECONDS = 15 * 60;

/**
 * The chain's time, for judging how fresh a presentation is. A node that stands still shows neither the time that passed nor the
 * revocations of that time: no revocation goes unseen for longer than the policy's clock skew and status age together, nor for
 * longer than 15 minutes. Local chains travel in time.
 */
export async function trustedTime(
  connection: Connection,
  input: { maxClockSkew: number; maxStatusAge: number; clock?: (() => number) | undefined },
): Promise<number> {
  const { maxClockSkew, maxStatusAge, clock = unixNow } = input;
  const time = await latestTime(connection);
  const behind = clock() - time;
  const allowed = Math.min(MAX_APART_SECONDS, maxClockSkew + maxStatusAge);
  if (connection.isLocal || Math.abs(behind) <= allowed) return time;
  const where = behind > 0 ? "behind" : "ahead of";
  throw new PsephosError(
    "CHAIN_UNSUPPORTED",
    `This node's latest block is ${Math.abs(behind)} seconds ${where} this machine's clock; ${allowed} are allowed. ` +
      "It may hide revocations: set the clock right, or ask another node.",
    { detail: { behind, allowed } },
  );
}
