/**
 * Keeps the portal's own files in the browser, so that it opens without a connection, and tells when a newer portal waits to be used.
 * A browser without service workers, or one that refuses them, has the portal as long as it has the network.
 */
let waiting: ServiceWorker | undefined;
const listeners = new Set<() => void>();

export function keepForOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  const url = new URL("./service-worker.js", document.baseURI);
  navigator.serviceWorker.register(url, { updateViaCache: "none" }).then(watch, () => undefined);
}

export function isNewVersionReady(): boolean {
  return waiting !== undefined;
}

export function onNewVersion(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}

/** The page loads again under the newer portal. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}

function watch(registration: ServiceWorkerRegistration): void {
  ready(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found?.addEventListener("statechange", () => {
      if (found.state === "installed") ready(found);
    });
  });
}

/** The first one ever is no news: nothing older is shown. */
function ready(worker: ServiceWorker | null): void {
  if (worker === null || navigator.serviceWorker.controller === null) return;
  waiting = worker;
  for (const changed of listeners) changed();
}
