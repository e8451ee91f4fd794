import type { ElectionPhase } from "../../../chain/elections.ts";
import { isPsephosError } from "../../../errors.ts";
import { parseManifest, type Manifest } from "../../../protocol/manifest.ts";
import { decodeUtf8 } from "../../../protocol/text.ts";
import { findPublicFile } from "../../../roles/public-files.ts";
import { listElections } from "../../../server/client/records.ts";
import { services, workspace } from "../session.ts";

/** An election as the index lists it. Phase and times are the index's word; whoever opens it has them from the chain. */
export interface ListedElection {
  readonly electionId: bigint;
  readonly phase: ElectionPhase;
  readonly opensAt: number;
  readonly closesAt: number;
  /** The text that has the hash which the index names; undefined where nobody has published it. */
  readonly manifest: Manifest | undefined;
}

const SHOWN = 100;

/** The newest elections; those that can be voted in first, then those to come. */
export async function listedElections(): Promise<ListedElection[]> {
  const { items } = await services.call(listElections, { query: { limit: SHOWN } });
  const listed = await Promise.all(
    items.map(async ({ electionId, phase, opensAt, closesAt, manifestHash }) => ({
      ...{ electionId, phase, opensAt, closesAt },
      manifest: await publishedManifest(manifestHash),
    })),
  );
  const rank = ({ phase }: ListedElection): number => (phase === "voting" ? 0 : phase === "setup" ? 1 : 2);
  return listed.sort((one, other) => rank(one) - rank(other));
}

async function publishedManifest(hash: string): Promise<Manifest | undefined> {
  try {
    const bytes = await findPublicFile({ workspace, hash, kind: "election manifest" });
    return parseManifest(decodeUtf8(bytes) ?? "");
  } catch (error) {
    // One election without its text is listed by its number; the others are listed as they are.
    if (isPsephosError(error)) return undefined;
    throw error;
  }
}
