import type { Credential } from "../../../protocol/credential/credential-json.ts";
import type { Identity } from "../../../protocol/identity.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import { heldCredentials } from "../../../roles/holder/held-credentials.ts";
import { readNotes, updateNotes } from "../../../roles/holder/notes-file.ts";
import type { Notes } from "../../../roles/holder/notes.ts";
import { publishedStatusLists } from "../../../roles/published-status-lists.ts";
import type { StatusListSource } from "../../../roles/status-lists.ts";
import { heldWallet } from "../held-wallet.ts";
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

export function heldNotes(): Promise<Notes> {
  return readNotes({ workspace, identity: heldWallet().wallet.identity });
}

export function saveNotes(change: (notes: Notes) => Notes): Promise<Notes> {
  return updateNotes({ workspace, identity: heldWallet().wallet.identity }, change);
}
