/** Windows kept at a time; the one begun longest ago is forgotten first. */
const MAX_WINDOWS = 20_000;

export interface WindowLimits {
  readonly windowMs: number;
  readonly now?: (() => number) | undefined;
}

/** Adds to what this key has in its window: what it is now, and when the window ends. Only in memory. */
export type WindowSum = (key: string, amount: number) => { readonly sum: number; readonly leftSeconds: number };

export function windowSums({ windowMs, now = () => performance.now() }: WindowLimits): WindowSum {
  const windows = new Map<string, { sum: number; sinceMs: number }>();
  return (key, amount) => {
    const atMs = now();
    let window = windows.get(key);
    if (window === undefined || atMs - window.sinceMs >= windowMs) {
      window = { sum: 0, sinceMs: atMs };
      // Deleted first, so that the order of the Map stays the order of the windows.
      windows.delete(key);
      windows.set(key, window);
      if (windows.size > MAX_WINDOWS) windows.delete(windows.keys().next().value!);
    }
    window.sum += amount;
    return { sum: window.sum, leftSeconds: Math.ceil((window.sinceMs + windowMs - atMs) / 1000) };
  };
}
