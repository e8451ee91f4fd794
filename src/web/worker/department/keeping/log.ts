import { anchorLog, openLog, readLatestAnchor } from "../../../../chain/log-anchors.ts";
import { PsephosError } from "../../../../errors.ts";
import { toHex } from "../../../../protocol/sharing/hex.ts";
import { readFileText } from "../../../../roles/read-file.ts";
import { entriesFile } from "../../../../roles/record-keeper/log-files.ts";
import { heldAccount } from "../../held-account.ts";
import { heldChain, services } from "../../session.ts";
import { putLogEntries } from "../../../../server/client/endpoints.ts";
import { requireActing } from "../acting.ts";
import { onceNamed } from "../publish-file.ts";
import { keepingFile, keepLog, keptLog, withKeeper } from "./held-keeping.ts";

/** The office's log of looks at people's data. */
export interface ToldLog {
  readonly logId: bigint;
  readonly name: string;
  readonly entryCount: number;
  /** So many of them the public record names. */
  readonly anchoredCount: number;
}

export const log = {
  /** Undefined until the office began one on this device. */
  async state(did: string): Promise<ToldLog | undefined> {
    const kept = await keptLog(did);
    if (kept === undefined) return undefined;
    const latest = await readLatestAnchor(await heldChain(), kept.logId);
    const entryCount = await withKeeper(did, ({ log: { head } }) => Promise.resolve(head.size));
    return { ...kept, entryCount, anchoredCount: latest.size };
  },

  /** Opens a log on chain, which the open account answers for. */
  async begin({ did, name }: { did: string; name: string }): Promise<void> {
    await requireActing(did);
    if ((await keptLog(did)) !== undefined) {
      throw new PsephosError("FILE_EXISTS", "This office keeps its log on this device already.");
    }
    const { logId } = await openLog({ chain: await heldChain(), account: heldAccount(), name });
    await keepLog(did, { logId, name });
  },

  /** Puts the number of entries and their root on chain: from then on none of them can be changed or left out unseen. */
  async anchor(did: string): Promise<void> {
    await requireActing(did);
    const chain = await heldChain();
    const { logId } = await requireLog(did);
    const head = await withKeeper(did, (keeper) => Promise.resolve(keeper.log.head));
    const latest = await readLatestAnchor(chain, logId);
    if (head.size > latest.size) {
      await anchorLog({ chain, account: heldAccount(), logId, size: head.size, root: toHex(head.root) });
    }
    await log.publish(did);
  },

  /** Brings the anchored entries to the portal's server, where people find them; entries that are not anchored yet stay here. */
  async publish(did: string): Promise<void> {
    const { logId } = await requireLog(did);
    const { size, root } = await readLatestAnchor(await heldChain(), logId);
    if (size === 0) return;
    const lines = (await log.entries(did)).split("\n").slice(0, size);
    const body = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    await onceNamed(() => services.call(putLogEntries, { params: { logId, root }, body }));
  },

  /** All entries, one a line, for publishing: nobody but the person can tell whose they are. */
  async entries(did: string): Promise<string> {
    await requireLog(did);
    await withKeeper(did, () => Promise.resolve());
    return readFileText(entriesFile(keepingFile(did, "log")));
  },
};

async function requireLog(did: string): Promise<NonNullable<Awaited<ReturnType<typeof keptLog>>>> {
  const kept = await keptLog(did);
  if (kept !== undefined) return kept;
  throw new PsephosError(
    "FILE_UNREADABLE",
    "This office keeps no log on this device. Begin one, or bring your backup.",
  );
}
