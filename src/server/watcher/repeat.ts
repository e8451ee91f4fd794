export interface Loop {
  start(): void;
  /** Resolves when the work under way is done; none starts afterwards. */
  stop(): Promise<void>;
}

export interface LoopInput {
  readonly work: () => Promise<void>;
  /** From the end of one to the start of the next. */
  readonly everyMs: number;
  /** A failure does not end the loop. */
  readonly onError: (error: unknown) => void;
}

/** The first at once. */
export function repeat({ work, everyMs, onError }: LoopInput): Loop {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let underWay = Promise.resolve();
  const next = (): void => {
    underWay = work()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(next, everyMs);
      });
  };
  return {
    start: next,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
