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
