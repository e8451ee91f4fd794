const following = new Map<string, AbortController>();

/** Runs what tells of something over a while, until `stopFollowing` of that name. */
export async function followed(name: string, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
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
