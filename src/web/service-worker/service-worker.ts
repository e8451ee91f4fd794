/**
 * Serves the portal's own files from the browser's store, so that it opens without a connection. They are stored as one set, each by its
 * hash as the build wrote it into this script; a newer set waits until the person takes it. What is asked of the services, and what is
 * published, is none of this script's business.
 */
declare const SHELL_FILES: Readonly<Record<string, string>>;
/** Hash of that list. */
declare const SHELL_VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface ServiceWorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

const worker = globalThis as unknown as ServiceWorkerScope;
const PREFIX = "psephos-shell-";
const CURRENT = PREFIX + SHELL_VERSION;
const START = "index.html";

worker.addEventListener("install", (event) => event.waitUntil(storeAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const path = shellPath(event.request);
  if (path !== undefined) event.respondWith(serve(path, event.request));
});

/** All or nothing. What an older set has, and has the right hash, is not fetched again. */
async function storeAll(): Promise<void> {
  const store = await caches.open(CURRENT);
  for (const [path, integrity] of Object.entries(SHELL_FILES)) {
    const url = urlOf(path);
    const older = path.startsWith("assets/") ? await caches.match(url) : undefined;
    const isSame = older !== undefined && (await isWhole(older.clone(), integrity));
    await store.put(url, isSame ? older : await fetched(url, integrity));
  }
}

/** A name alone proves nothing: whoever gave the older set may have put something else under it. */
async function isWhole(answer: Response, integrity: string): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return integrity === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** The browser itself refuses what has another hash. Whatever a page asks for meanwhile goes first. */
async function fetched(url: string, integrity: string): Promise<Response> {
  const how = { cache: "no-cache", credentials: "omit", redirect: "error", priority: "low" } as const;
  const answer = await fetch(url, { integrity, ...how });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/**
 * Pages that are open elsewhere still load parts of the set before: that one stays, older ones go. Browsers keep the order in which
 * stores were made.
 */
async function takeOver(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CURRENT);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Of a file in the set; undefined for everything else. */
function shellPath({ method, url }: Request): string | undefined {
  const scope = worker.registration.scope;
  if (method !== "GET" || !url.startsWith(scope)) return undefined;
  const path = url.slice(scope.length).replace(/[?#].*$/, "");
  if (path === "" || path === START) return START;
  return path in SHELL_FILES || path.startsWith("assets/") ? path : undefined;
}

async function serve(path: string, request: Request): Promise<Response> {
  const own = await (await caches.open(CURRENT)).match(urlOf(path));
  return own ?? (await caches.match(urlOf(path))) ?? fetch(request);
}

function urlOf(path: string): string {
  return new URL(path, worker.registration.scope).href;
}

export {};
