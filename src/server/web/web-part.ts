import type { Part } from "../part.ts";
import { mountPortal } from "./mount-portal.ts";
import { BUILD_FOLDER, readPortal, type PortalFile } from "./portal-files.ts";

export interface WebInput {
  /** In place of this installation's `build` folder. */
  readonly build?: string;
}

/** The portal for people, with what their browsers need of a server besides the other parts. */
export function webPart({ build = BUILD_FOLDER }: WebInput): Part {
  let files: readonly PortalFile[] = [];
  return {
    name: "web",
    routes: [],
    async start() {
      files = await readPortal(build);
    },
    mount: (app) => mountPortal(app, files),
    stop: () => Promise.resolve(),
    health: () => Promise.resolve({ state: "ok", detail: { files: files.length } }),
  };
}
