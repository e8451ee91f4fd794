/** How this person likes the portal, in the browser's local storage; a browser that keeps nothing has none. Never anything of theirs. */

const PREFIX = "psephos.";

export function kept(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Kept for the next visit where the browser allows it; for this one the caller has it anyway. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    return;
  }
}

export function forgetPreferences(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    return;
  }
}
