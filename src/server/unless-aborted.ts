/**
 * What `work` gives, or undefined as soon as one of the signals aborts. Leaves nothing on signals that outlive it: a loop that races each
 * of its rounds against one lasting signal or promise would otherwise grow with every round.
 */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signals: readonly AbortSignal[],
): Promise<Result | undefined> {
  let leave: () => void = () => undefined;
  const aborted = new Promise<undefined>((resolve) => (leave = () => resolve(undefined)));
  for (const signal of signals) {
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  }
  try {
    return await Promise.race([aborted, work]);
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", leave);
  }
}
