import { useSyncExternalStore } from "react";
import { followChanges } from "../../../../../server/client/records.ts";
import { queries } from "../../../state/queries.ts";
import { services } from "../../../state/services.ts";

/** "live": what changes appears; "lost": what is shown may be old. */
export type LiveState = "starting" | "live" | "lost";

/** Of everything that the index was asked for; what follows in a query's key says what. */
export const RECORDS = "records";

const EVENT_PAUSE_MS = 1_500;
/** A block without events moves nothing but what is final. */
const BLOCK_PAUSE_MS = 10_000;
const AGAIN_MS = 10_000;
/** A list of which more was loaded is not asked for again as a whole: its reader says when. */
const REFETCHED_PAGES = 1;

let state: LiveState = "starting";
let watching: AbortController | undefined;
let pending: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Keeps the records that pages show up to date, as long as any page shows some. One stream for all of them. */
export function useLive(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  if (watching === undefined) {
    watching = new AbortController();
    void watch(watching.signal);
  }
  return () => {
    listeners.delete(changed);
    // A page that follows another subscribes at once: the stream goes on.
    setTimeout(() => {
      if (listeners.size > 0) return;
      watching?.abort();
      watching = undefined;
    });
  };
}

async function watch(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { data } of services.events(followChanges, { signal })) {
        tell("live");
        refresh(data.kind === "position" ? BLOCK_PAUSE_MS : EVENT_PAUSE_MS);
      }
    } catch {
      // Whatever ended it, the words on the page are the same, and it is tried again.
      if (watching?.signal === signal) tell("lost");
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function tell(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const changed of listeners) changed();
}

let due = Infinity;

function refresh(pauseMs: number): void {
  const at = Date.now() + pauseMs;
  if (at >= due) return;
  due = at;
  clearTimeout(pending);
  pending = setTimeout(() => {
    due = Infinity;
    void queries.invalidateQueries({
      queryKey: [RECORDS],
      predicate: ({ state: { data } }) => pagesIn(data) <= REFETCHED_PAGES,
    });
  }, pauseMs);
}

function pagesIn(data: unknown): number {
  return typeof data === "object" && data !== null && "pages" in data && Array.isArray(data.pages)
    ? data.pages.length
    : 1;
}
