import { wrap } from "comlink";
import { carryRefusals } from "../../shared/refusals.ts";
import type { Office } from "../../worker/office.ts";
import { watchAttendance } from "./attendance.ts";

/** Of the worker's script, relative to the page; named by its content when the portal is built. */
declare const PORTAL_WORKER: string;

/** Desks as the page sees them, however deep they are nested: every function answers later. */
type Asked<Desk> = {
  readonly [Name in keyof Desk]: Desk[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : Asked<Desk[Name]>;
};

let started: Asked<Office> | undefined;

/** The worker, started when something is first asked of it. Functions given to it are wrapped in comlink's `proxy`. */
export function office(): Asked<Office> {
  if (started === undefined) {
    carryRefusals();
    const worker = new Worker(new URL(PORTAL_WORKER, document.baseURI), { type: "module", name: "office" });
    // comlink's own type stops at the first level; its proxies do not.
    const asked = wrap<Office>(worker) as unknown as Asked<Office>;
    started = asked;
    watchAttendance(() => void asked.session.touch());
  }
  return started;
}
