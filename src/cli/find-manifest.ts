import { isPsephosError } from "../errors.ts";
import type { Manifest } from "../protocol/manifest.ts";
import { openManifest } from "../roles/election-manifest.ts";
import type { OpenElection } from "../roles/open-election.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";

/** The manifest if it is at hand: reports can do without, voters cannot. An altered one is refused all the same. */
export async function findManifest(
  context: Context,
  request: { input: Input; election: OpenElection },
): Promise<Manifest | undefined> {
  const { input, election } = request;
  try {
    return await openManifest({
      workspace: context.workspace,
      record: election.record,
      folders: input.list("files"),
    });
  } catch (error) {
    if (isPsephosError(error, "PUBLIC_FILE_MISSING")) return undefined;
    throw error;
  }
}
