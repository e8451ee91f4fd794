import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readLoads, type Loads } from "../../scripts/portal/first-load.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { stageElection, type StagedElection } from "./support/elections.ts";
import { openPortal, type Portal } from "./support/portal.ts";

const FOLDER = resolve(import.meta.dirname, "../../build/portal");

describe("what a browser loads for the page that is opened first", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  let loads: Loads;

  before(async () => {
    loads = readLoads(FOLDER);
    const seed = (town: Parameters<typeof stageElection>[0]) => stageElection(town, { phase: "voting" });
    [portal, browser] = await Promise.all([openPortal({ parts: ["indexer", "web"], seed }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  /** That are asked for until what shows this sign stands. */
  async function scriptsFor(place: string, sign: string): Promise<string[]> {
    const visitor = await browser.newVisitor({ url: portal.url, language: "zh" });
    await visitor.go(place);
    await visitor.page.locator(sign).first().waitFor();
    const asked = visitor.requests.filter(({ type }) => type === "script").map(({ url }) => url);
    await visitor.leave();
    return asked.map((url) => url.slice(portal.url.length + 1));
  }

  const without = (files: readonly string[], known: readonly string[]): string[] =>
    files.filter((file) => !known.includes(file));

  it("is at home what is pinned, without a worker; words of other pages may follow", async () => {
    const asked = await scriptsFor("#/", ".place-now");
    assert.deepEqual(without(loads.home, asked), []);
    // On a slow machine the time for what is not of this page may have come.
    const words = loads.election.filter((file) => file.startsWith("assets/others-"));
    assert.deepEqual(without(asked, [...loads.home, ...words, "service-worker.js"]), []);
  });

  it("is for an election what is pinned, and the worker that reads it from the chain", async () => {
    const asked = await scriptsFor(`#/elections/${portal.seeded.electionId}`, "main dl");
    assert.deepEqual(without(loads.election, asked), []);
    assert.deepEqual(without(asked, [...loads.election, ...loads.worker, "service-worker.js"]), []);
  });

  it("holds nothing of what reads chains or makes proofs: that is the worker's", () => {
    for (const file of new Set([...loads.home, ...loads.election])) {
      const text = readFileSync(join(FOLDER, file), "utf8");
      // Of ethers, of snarkjs, of circomlibjs.
      for (const sign of ["could not coalesce error", "getCurveFromName", "buildPoseidon"]) {
        assert.ok(!text.includes(sign), `${file} holds ${sign}`);
      }
    }
  });

  it("is asked for at once by the page itself, each file by its hash", () => {
    const page = readFileSync(join(FOLDER, "index.html"), "utf8");
    const ahead = [...page.matchAll(/<link rel="modulepreload" href="\.\/([^"]+)" integrity="sha256-[^"]+"/g)];
    const begin = [...page.matchAll(/<script type="module" src="\.\/([^"]+)" integrity="sha256-[^"]+"/g)];
    const named = [...ahead, ...begin].map(([, file]) => file!);
    const large = loads.home.filter((file) => readFileSync(join(FOLDER, file)).length > 300_000);
    assert.equal(large.length, 1, "the first part has fallen into several, or another one is as large");
    assert.ok(named.includes(large[0]!));
    assert.ok(named.every((file) => loads.home.includes(file)));
  });
});
