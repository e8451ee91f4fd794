import type { DemonstrationAnswer } from "../api/demonstration.ts";
import { describeFailure } from "../http/describe-failure.ts";
import type { Part, PartHealth } from "../part.ts";
import type { Store } from "../store/store.ts";
import type { Telemetry } from "../telemetry.ts";
import { repeat, type Loop } from "../watcher/repeat.ts";
import { chainRoutes, type AskedNode } from "./chain/routes.ts";
import { demonstrationRoutes } from "./demonstration.ts";
import { importerOf } from "./files/import-folder.ts";
import { keptFiles, type KeptFiles } from "./files/kept-files.ts";
import { fileRoutes } from "./files/routes.ts";
import { dailyBytes } from "./letters/daily-bytes.ts";
import { letterBoxes } from "./letters/letter-boxes.ts";
import { letterRoutes } from "./letters/routes.ts";
import { keptLogs } from "./logs/kept-logs.ts";
import { logEntryRoutes } from "./logs/routes.ts";
import { mountPortal } from "./mount-portal.ts";
import { PORTAL_FOLDER, readPortal, type PortalFile } from "./portal-files.ts";
import type { WebSettings } from "./settings.ts";

export interface WebInput {
  readonly store: Store;
  /** The node that browsers ask through this part. */
  readonly chain: AskedNode;
  readonly settings: WebSettings;
  readonly telemetry: Telemetry;
  /** Where the command line of the same data folder puts what it publishes. */
  readonly publicFolder: string;
  /** What visitors of a demonstration may take. */
  readonly demonstration?: DemonstrationAnswer | undefined;
  /** In place of this installation's build of the portal. */
  readonly portal?: string;
}

const IMPORT_EVERY_MS = 3_000;
const MIB = 1_048_576;

/** The portal for people, with what their browsers need of a server besides the other parts: the chain, public files, letters. */
export function webPart(input: WebInput): Part {
  const { store, chain, settings, telemetry, publicFolder, demonstration, portal = PORTAL_FOLDER } = input;
  const fileLimits = { fileBytes: settings.fileMb * MIB, allBytes: settings.allFilesMb * MIB };
  const files = keptFiles(store, fileLimits);
  const boxes = letterBoxes(store.database, { allBytes: settings.allLettersMb * MIB });
  const importing = importingLoop({ files, folder: publicFolder, log: telemetry.log });
  let pages: readonly PortalFile[] = [];
  return {
    name: "web",
    routes: [
      ...chainRoutes(chain),
      ...fileRoutes(files),
      ...logEntryRoutes(keptLogs(store, fileLimits)),
      ...letterRoutes(boxes, dailyBytes({ bytes: settings.letterMbPerDay * MIB })),
      ...demonstrationRoutes(demonstration),
    ],
    async start() {
      pages = await readPortal(portal);
      importing.start();
    },
    mount: (app) => mountPortal(app, portal, pages),
    stop: () => importing.stop(),
    health: () => healthOf(store, pages),
  };
}

/** Again and again, since the chain may name a file later than it lies there. */
function importingLoop(input: { files: KeptFiles; folder: string; log: Telemetry["log"] }): Loop {
  return repeat({
    work: importerOf(input),
    everyMs: IMPORT_EVERY_MS,
    onError: (error) =>
      input.log.warn({ failure: describeFailure(error) }, "Public files of the data folder could not be taken"),
  });
}

async function healthOf(store: Store, pages: readonly PortalFile[]): Promise<PartHealth> {
  await store.ping();
  return { state: "ok", detail: { files: pages.length } };
}
