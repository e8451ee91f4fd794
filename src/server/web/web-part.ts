import type { Part } from "../part.ts";
import { mountPortal } from "./mount-portal.ts";
import { PORTAL_FOLDER, readPortal, type PortalFile } from "./portal-files.ts";

export interface WebInput {
  /** In place of this installation's build of the portal. */
  readonly portal?: string;
}

/** The portal for people, with what their browsers need of a server besides the other parts. */
export function webPart({ portal = PORTAL_FOLDER }: WebInput): Part {
  let files: readonly PortalFile[] = [];
  return {
    name: "web",
    routes: [],
    async start() {
      files = await readPortal(portal);
    },
    mount: (app) => mountPortal(app, portal, files),
    stop: () => Promise.resolve(),
    health: () => Promise.resolve({ state: "ok", detail: { files: files.length } }),
  };
}
