import { office } from "../../state/office.ts";
import { forgetPreferences } from "../../state/preferences.ts";

const JUST_DELETED = "psephos.just-deleted";

/**
 * Files first, since they matter most; then copies of what is published, the offline portal and the settings. The page loads again, so that
 * nothing stays in memory either.
 */
export async function deleteEverything(): Promise<void> {
  await office().device.deleteAll();
  const stores = (await caches.keys()).filter((name) => name.startsWith("psephos-"));
  await Promise.all(stores.map((name) => caches.delete(name)));
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.unregister();
  forgetPreferences();
  sessionStorage.setItem(JUST_DELETED, "yes");
  location.reload();
}

/** Whether this page was loaded again for that reason. */
export function wasJustDeleted(): boolean {
  return sessionStorage.getItem(JUST_DELETED) !== null;
}

/** It is said once. */
export function forgetDeletion(): void {
  sessionStorage.removeItem(JUST_DELETED);
}
