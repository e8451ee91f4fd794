/** Without a person for so long, all that is open locks itself: whoever comes to the device next may be somebody else. */
export const IDLE_MS = 15 * 60 * 1000;

let seenAtMs = 0;
let running = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const locks = new Set<() => void>();

/**
 * The person is there: puts off the locking. For what she does, and for nothing else: a page that asks by itself, however often, must not keep open
 * what she left.
 */
export function touch(): void {
  lockIfLeft();
  begin();
}

/** Runs what she started: nothing locks itself before it has ended, and then the time without use begins anew, so that she finds what came of it. */
export async function attended<T>(act: () => Promise<T>): Promise<T> {
  touch();
  running += 1;
  try {
    return await act();
  } finally {
    running -= 1;
    begin();
  }
}

/** Asked before each use and each touch: a device that slept has run no timers, and whoever wakes it may be somebody else. */
export function lockIfLeft(): void {
  if (Date.now() - seenAtMs >= IDLE_MS) lockAll();
}

/** `lock` is called when nobody was there for IDLE_MS, also if it is locked already. */
export function lockWhenLeft(lock: () => void): void {
  locks.add(lock);
}

function begin(): void {
  seenAtMs = Date.now();
  clearTimeout(timer);
  // Whatever the clock says by then: somebody may have set it back.
  timer = setTimeout(lockAll, IDLE_MS);
}

function lockAll(): void {
  if (running > 0) return;
  for (const lock of locks) lock();
}
