/** Exit code of a process that a person ended: 128 and the number of SIGINT. */
const ENDED_BY_HAND = 130;

export interface SignalOptions {
  /** Told once, when stopping begins. */
  readonly onStopping: () => void;
  /** Called once. */
  readonly stop: () => Promise<void>;
  /** Settles when something ends by itself without which the rest is of no use. */
  readonly untilBroken?: Promise<never>;
}

/**
 * Waits for SIGTERM or SIGINT, then stops. A second signal ends the process at once: what is not finished then is in the store, and
 * goes on at the next start.
 */
export async function stopOnSignals({ onStopping, stop, untilBroken }: SignalOptions): Promise<void> {
  const signalled = Promise.withResolvers<undefined>();
  let count = 0;
  const onSignal = (): void => {
    count += 1;
    if (count === 1) signalled.resolve(undefined);
    else process.exit(ENDED_BY_HAND);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    await Promise.race([signalled.promise, untilBroken ?? signalled.promise]);
  } finally {
    onStopping();
    await stop();
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}
