const following = new Map<string, AbortController>();

/**
 * Runs what tells of something over a while, until `stopFollowing` of that name; so `act` begins with finding what there is to tell of, and
 * whoever leaves before that is found stops it too. Following under a name ends what was followed under it.
 */
export async function followed(name: string, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  stopFollowing(name);
  following.set(name, controller);
  try {
    await act(controller.signal);
  } finally {
    if (following.get(name) === controller) following.delete(name);
  }
}

export function stopFollowing(name: string): void {
  following.get(name)?.abort();
}
