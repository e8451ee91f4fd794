import { readBallots } from "../../chain/election-events.ts";
import type { Nullifier } from "../../protocol/identity.ts";
import type { Chain } from "../chain-session.ts";

/** Whether a ballot was cast under a nullifier. */
export type CastSearch = (nullifier: Nullifier) => Promise<boolean>;

/** Reads an election's whole log and searches it here: whom the node is asked for by name, it would know before the ballot comes. */
export async function castSearch(chain: Chain, electionId: bigint): Promise<CastSearch> {
  const cast = new Set((await readBallots(chain, electionId)).map(({ nullifier }) => nullifier));
  return (nullifier) => Promise.resolve(cast.has(nullifier));
}
