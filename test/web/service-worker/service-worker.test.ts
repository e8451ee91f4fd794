import assert from "node:assert/strict";
import { createHash } from "node:crypto";

const SCOPE = "https://portal.example/";
const PATH = "assets/page-ABCDEFGH.js";
const HONEST = "honest();";
const integrityOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

type Install = (event: { waitUntil(work: Promise<unknown>): void }) => void;

/** One store a name, in memory. */
class Stores {
  readonly all = new Map<string, Map<string, Response>>();
  open(name: string) {
    const store = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, store);
    return Promise.resolve({
      put: (url: string, answer: Response) => Promise.resolve(void store.set(url, answer)),
      match: (url: string) => Promise.resolve(store.get(url)),
    });
  }
  match(url: string) {
    return Promise.resolve([...this.all.values()].map((store) => store.get(url)).find((found) => found !== undefined));
  }
}

describe("the service worker's new set", () => {
  const stores = new Stores();
  const fetched: string[] = [];
  let install: Install | undefined;
  const earlier = new Map<string, PropertyDescriptor | undefined>();

  before(async () => {
    const scope = {
      SHELL_FILES: { [PATH]: integrityOf(HONEST) },
      SHELL_VERSION: "new",
      caches: stores,
      registration: { scope: SCOPE },
      addEventListener: (type: string, listener: Install) => {
        if (type === "install") install = listener;
      },
      fetch: (url: string) => {
        fetched.push(url);
        return Promise.resolve(new Response(HONEST));
      },
    };
    for (const [name, value] of Object.entries(scope)) {
      earlier.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    await import("../../../src/web/service-worker/service-worker.ts");
  });
  after(() => {
    for (const [name, descriptor] of earlier) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  });

  async function installWith(older: string): Promise<string> {
    stores.all.clear();
    fetched.length = 0;
    await (await stores.open("psephos-shell-old")).put(SCOPE + PATH, new Response(older));
    let work: Promise<unknown> = Promise.resolve();
    install!({
      waitUntil: (given) => {
        work = given;
      },
    });
    await work;
    return stores.all
      .get("psephos-shell-new")!
      .get(SCOPE + PATH)!
      .text();
  }

  it("takes over from an older set what has the right hash", async () => {
    assert.equal(await installWith(HONEST), HONEST);
    assert.deepEqual(fetched, []);
  });

  it("fetches anew what an older set has under the same name with other content", async () => {
    assert.equal(await installWith("stolen();"), HONEST);
    assert.deepEqual(fetched, [SCOPE + PATH]);
  });
});
