import { useSyncExternalStore } from "react";

/** Whether the browser promised to keep what is stored here when it needs room; undefined where it does not tell. */
let isLasting: boolean | undefined;
let isAsked = false;
const listeners = new Set<() => void>();

/** Asks the browser to keep what is stored here: some do by themselves, some ask the person, some never do. */
export async function askForLastingStorage(): Promise<void> {
  await note(() => navigator.storage.persist());
}

/** As the browser answers now. */
export function useLastingStorage(): boolean | undefined {
  return useSyncExternalStore(subscribe, () => isLasting);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAsked) void note(() => navigator.storage.persisted());
  isAsked = true;
  return () => listeners.delete(listener);
}

async function note(ask: () => Promise<boolean>): Promise<void> {
  try {
    isLasting = await ask();
  } catch {
    // Without such storage, or forbidden to tell: nothing is promised, and nothing is said.
    isLasting = undefined;
  }
  for (const listener of listeners) listener();
}
