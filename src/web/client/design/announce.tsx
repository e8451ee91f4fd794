import { useCallback, useSyncExternalStore, type ReactNode } from "react";

interface Announcement {
  readonly words: string;
  /** Alternates, so that the same words said twice are read twice. */
  readonly slot: 0 | 1;
}

let current: Announcement = { words: "", slot: 0 };
const listeners = new Set<() => void>();

/** Says words to whoever listens to the page instead of looking at it. For what changes without the focus moving. */
export function announce(words: string): void {
  current = { words, slot: current.slot === 0 ? 1 : 0 };
  for (const changed of listeners) changed();
}

export function useAnnounce(): (words: string) => void {
  return useCallback(announce, []);
}

/** The one live region, in the shell. */
export function Announce(): ReactNode {
  const { words, slot } = useSyncExternalStore(subscribe, () => current);
  return (
    <div className="out-of-sight" role="status" aria-live="polite">
      <p>{slot === 0 ? words : ""}</p>
      <p>{slot === 1 ? words : ""}</p>
    </div>
  );
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}
