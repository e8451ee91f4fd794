import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { keccak256 } from "ethers";
import { fetchPublished, isDamagedCopy } from "../../../src/web/platform/published.ts";

const CONTRACT = "artifacts/contracts/Elections.sol/Elections.json";
const CIRCUIT = "circuits/ballot-4/verifying-key.json";
const integrityOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

describe("files that the portal's server publishes", () => {
  const served = new Map<string, string>();
  const stands = {
    PUBLISHED_HASHES: { [`published/${CONTRACT}`]: integrityOf("code"), [`published/${CIRCUIT}`]: integrityOf("key") },
    self: { location: { href: "https://portal.example/assets/worker.js" } },
    fetch: (url: URL) => {
      const text = served.get(url.pathname);
      return Promise.resolve(new Response(text ?? "", { status: text === undefined ? 404 : 200 }));
    },
  };
  const earlier = new Map<string, PropertyDescriptor | undefined>();

  before(() => {
    for (const [name, value] of Object.entries(stands)) {
      earlier.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  });
  after(() => {
    for (const [name, descriptor] of earlier) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  });
  beforeEach(() => served.clear());

  it("are taken when they are of this build", async () => {
    served.set(`/published/${CONTRACT}`, "code");
    assert.equal(Buffer.from((await fetchPublished(`/build/${CONTRACT}`))!).toString(), "code");
  });

  it("take the place of a public file's copy here that was damaged: its name is its hash", () => {
    const bytes = new TextEncoder().encode("manifest");
    const place = `/home/psephos/public/${keccak256(bytes)}.json`;
    assert.equal(isDamagedCopy(place, bytes), false);
    assert.equal(isDamagedCopy(place, new TextEncoder().encode("manif")), true);
    assert.equal(isDamagedCopy("/home/psephos/identities/me.json", bytes), false);
  });

  it("are refused when a contract is another than this build's, against which the chain's would be compared", async () => {
    served.set(`/published/${CONTRACT}`, "other code");
    await assert.rejects(fetchPublished(`/build/${CONTRACT}`), /not of this build/);
  });

  it("are none where this build knows no hash", async () => {
    served.set("/published/artifacts/contracts/New.sol/New.json", "code");
    assert.equal(await fetchPublished("/build/artifacts/contracts/New.sol/New.json"), undefined);
  });

  it("go to their reader when a circuit's file is altered, who refuses it by its own pin", async () => {
    served.set(`/published/${CIRCUIT}`, "other key");
    assert.equal(Buffer.from((await fetchPublished(`/build/${CIRCUIT}`))!).toString(), "other key");
  });
});
