import { join } from "node:path";
import { PsephosError } from "../errors.ts";
import type { StatusPurpose } from "../protocol/credential/status-list.ts";
import { fileExists, readFileBytes } from "./read-file.ts";
import type { StatusListSource } from "./status-lists.ts";

export type StatusListUrls = Readonly<Record<StatusPurpose, string>>;

/** Addresses of a key's two lists below the folder of the web that `base` names; by default below the department's own. */
export function statusListUrls(input: { did: string; keyName: string; base?: string | undefined }): StatusListUrls {
  const { did, keyName } = input;
  const base = input.base?.replace(/\/+$/, "") ?? `${webAddress(did)}/status/${keyName}`;
  return { revocation: `${base}/revocation.json`, suspension: `${base}/suspension.json` };
}

/** did:web:host:path is https://host/path; a port stands there as %3A. */
function webAddress(did: string): string {
  const [host = "", ...path] = did.slice("did:web:".length).split(":");
  return ["https:/", host.replace(/%3A/i, ":"), ...path].join("/");
}

/**
 * Where a list lies in a folder that mirrors the web: `FOLDER/host/path`. What is in `FOLDER/host` belongs at the root of that host,
 * and folders of several departments can be put together.
 */
export function statusListFile(folder: string, url: string): string {
  // URL has resolved every "..", so the path stays below the folder.
  const { host, pathname } = new URL(url);
  return join(folder, host, ...pathname.split("/"));
}

/** Lists from folders that mirror the web, for machines that reach no web server; the chain tells whether they are the right ones. */
export function folderStatusLists(folders: readonly string[]): StatusListSource {
  return {
    async fetch(url) {
      for (const folder of folders) {
        const file = statusListFile(folder, url);
        if (await fileExists(file)) return readFileBytes(file);
      }
      const wanted = statusListFile("", url);
      const message = `The status list ${wanted} is in none of the folders given. Fetch it from ${url}.`;
      throw new PsephosError("PUBLIC_FILE_MISSING", message);
    },
  };
}
