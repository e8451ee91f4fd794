import type { ElectionRecord } from "../chain/elections.ts";
import { PsephosError } from "../errors.ts";
import { parseManifest, type Manifest } from "../protocol/manifest.ts";
import { packRules } from "../protocol/rules.ts";
import { decodeUtf8 } from "../protocol/text.ts";
import { findPublicFile } from "./public-files.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The manifest whose hash the election has, held against the election's own terms: labels and order of options come from here, so a
 * manifest that says other rules or times than the chain is refused.
 */
export async function openManifest(input: {
  workspace: Workspace;
  record: ElectionRecord;
  folders: readonly string[];
}): Promise<Manifest> {
  const { workspace, record, folders } = input;
  const { config } = record;
  const bytes = await findPublicFile({ workspace, hash: config.manifestHash, folders, kind: "election manifest" });
  const text = decodeUtf8(bytes);
  if (text === undefined) throw untrusted("it is not UTF-8 text");
  const manifest = parseManifest(text);
  const agreements: readonly (readonly [string, boolean])[] = [
    ["rules", packRules(manifest.rules) === config.rules],
    ["roll", manifest.roll.id === config.rollId],
    ["ceremony", manifest.ceremony.id === config.ceremonyId],
    ["opensAt", manifest.opensAt === config.opensAt],
    ["closesAt", manifest.closesAt === config.closesAt],
    ["resultBy", manifest.resultBy === config.resultBy],
    ["minimumTurnout", manifest.minimumTurnout === config.minimumTurnout],
  ];
  const differing = agreements.filter(([, agrees]) => !agrees).map(([field]) => field);
  if (differing.length > 0) throw untrusted(`its ${differing.join(", ")} are not those of the election on the chain`);
  return manifest;
}

function untrusted(reason: string): PsephosError {
  return new PsephosError(
    "MANIFEST_UNTRUSTED",
    `The manifest of this election cannot be trusted: ${reason}. Do not vote on it; tell the organizer.`,
  );
}
