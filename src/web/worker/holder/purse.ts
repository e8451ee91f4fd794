import { basename } from "node:path";
import type { Credential } from "../../../protocol/credential/credential-json.ts";
import type { Identity } from "../../../protocol/identity.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import { heldCredentials } from "../../../roles/holder/held-credentials.ts";
import { forgetNotes, notesFile, readNotes, updateNotes, type NotesAccess } from "../../../roles/holder/notes-file.ts";
import { EMPTY_NOTES, type Notes } from "../../../roles/holder/notes.ts";
import { publishedStatusLists } from "../../../roles/published-status-lists.ts";
import type { StatusListSource } from "../../../roles/status-lists.ts";
import { heldWallet } from "../held-wallet.ts";
import { readEach, type ReadEach } from "../read-each.ts";
import { heldChain, workspace } from "../session.ts";

/** Status lists as the portal's server has them; the chain says whether they are the right ones. */
export const source: StatusListSource = publishedStatusLists(workspace);

/** What proving needs beside the prover. WALLET_LOCKED while the wallet is closed. */
export async function openPurse(): Promise<{
  chain: Chain;
  identity: Identity;
  credentials: readonly Credential[];
  source: StatusListSource;
}> {
  const { wallet } = heldWallet();
  return { chain: await heldChain(), identity: wallet.identity, credentials: heldCredentials(wallet), source };
}

/** Empty where they are damaged, which keeps nothing else from being seen; `notes.damaged` tells, and nothing is written over them. */
export async function heldNotes(): Promise<Notes> {
  const { whole } = await keptNotes();
  return whole[0] ?? EMPTY_NOTES;
}

function keptNotes(): Promise<ReadEach<Notes>> {
  const access = notesAccess();
  return readEach([basename(notesFile(access))], () => readNotes(access));
}

function notesAccess(): NotesAccess {
  return { workspace, identity: heldWallet().wallet.identity };
}

/** What the wallet remembers of what is under way. */
export const notes = {
  async damaged(): Promise<readonly string[]> {
    return (await keptNotes()).damaged;
  },

  /** Begins them anew, if they are damaged. */
  async removeDamaged(): Promise<void> {
    if ((await notes.damaged()).length > 0) await forgetNotes(notesAccess());
  },
};

export function saveNotes(change: (notes: Notes) => Notes): Promise<Notes> {
  return updateNotes(notesAccess(), change);
}
