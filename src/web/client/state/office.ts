import { wrap, type Remote } from "comlink";
import { carryRefusals } from "../../shared/refusals.ts";
import type { Office } from "../../worker/office.ts";

/** Of the worker's script, relative to the page; named by its content when the portal is built. */
declare const PORTAL_WORKER: string;

let started: Remote<Office> | undefined;

/** The worker, started when something is first asked of it. Functions given to it are wrapped in comlink's `proxy`. */
export function office(): Remote<Office> {
  if (started === undefined) {
    carryRefusals();
    started = wrap<Office>(new Worker(new URL(PORTAL_WORKER, document.baseURI), { type: "module", name: "office" }));
  }
  return started;
}
