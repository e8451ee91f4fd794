import { isPsephosError } from "../../../errors.ts";
import { unixNow } from "../../../roles/clock.ts";
import { publishDeskStatus, readDeskStatus } from "../../../roles/issuer/desk-status.ts";
import { publishedStatusLists, statusListPublicFiles } from "../../../roles/published-status-lists.ts";
import { folderStatusLists } from "../../../roles/status-list-files.ts";
import { openStatusTree } from "../../../roles/status-lists.ts";
import { heldAccount } from "../held-account.ts";
import { heldChain, workspace } from "../session.ts";
import { requireActing } from "./acting.ts";
import { heldDesk } from "./held-desk.ts";
import { publishFile } from "./publish-file.ts";

/** Whether people can see what the ledger says. */
export type StatusNews =
  /** The registry does not have this desk's key: nothing that it signs counts. */
  | { readonly kind: "unregistered" }
  | {
      readonly kind: "registered";
      readonly issued: number;
      readonly live: number;
      readonly revoked: number;
      readonly suspended: number;
      readonly publishedAt: number;
      /** The chain has the lists as the ledger has them. */
      readonly isPublished: boolean;
      /** Wallets find the lists that the chain names on the portal's server. */
      readonly isServed: boolean;
    };

/** The lists of cancelled and paused credentials. */
export const status = {
  async read(): Promise<StatusNews> {
    const [chain, { access }] = [await heldChain(), heldDesk()];
    try {
      const { issued, live, revoked, suspended, registered, isPublished, key } = await readDeskStatus({
        ...{ ...access, chain },
        at: unixNow(),
      });
      const { publishedAt } = registered;
      const isServed = await areServed({ key: registered, statusLists: key.statusLists });
      return { kind: "registered", issued, live, revoked, suspended, publishedAt, isPublished, isServed };
    } catch (error) {
      if (isPsephosError(error, "ISSUER_NOT_TRUSTED")) return { kind: "unregistered" };
      throw error;
    }
  },

  /** Puts the lists on record, and on the portal's server. */
  async publish(): Promise<void> {
    const { access, desk } = heldDesk();
    await requireActing(desk.key.did);
    await publishDeskStatus({ ...access, chain: await heldChain(), account: heldAccount(), at: unixNow() });
    const source = folderStatusLists([workspace.publicFolder]);
    const { revocation, suspension } = desk.key.statusLists;
    const lists = { revocation: await source.fetch(revocation), suspension: await source.fetch(suspension) };
    // The file that names the other two goes first: the server takes them by its word.
    for (const file of [...statusListPublicFiles(lists)].reverse()) await publishFile(file);
  },
};

async function areServed(input: Omit<Parameters<typeof openStatusTree>[0], "source">): Promise<boolean> {
  try {
    await openStatusTree({ ...input, source: publishedStatusLists(workspace) });
    return true;
  } catch (error) {
    if (isPsephosError(error, "PUBLIC_FILE_MISSING") || isPsephosError(error, "PUBLIC_FILE_ALTERED")) return false;
    throw error;
  }
}
