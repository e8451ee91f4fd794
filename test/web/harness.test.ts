import assert from "node:assert/strict";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { parseManifest } from "../../src/protocol/manifest.ts";
import type { Town } from "../../src/roles/demo/portal/town/town.ts";
import { createClient } from "../../src/server/client/client.ts";
import { listElections } from "../../src/server/api/elections.ts";
import { readFile } from "../../src/server/client/endpoints.ts";
import { stageElection, type StagedElection } from "./support/elections.ts";
import { openPortal, type Portal } from "./support/portal.ts";

describe("a visitor of the portal in tests", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;

  before(async () => {
    const seed = (town: Town) => stageElection(town, { phase: "voting", cast: 1 });
    [portal, browser] = await Promise.all([openPortal({ parts: ["indexer", "web"], seed }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("sees the page, and every request is written down", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    await visitor.page.locator("main").waitFor();
    const hosts = new Set(visitor.requests.map(({ url }) => new URL(url).origin));
    assert.deepEqual([...hosts], [portal.url]);
    await visitor.leave();
  });

  it("finds the elections that were prepared, with their public files", async () => {
    const services = createClient({ url: portal.url });
    const { items } = await services.call(listElections, {});
    assert.deepEqual(
      items.map(({ electionId, phase, ballots }) => ({ electionId, phase, ballots: ballots.newest })),
      [{ electionId: portal.seeded.electionId, phase: "voting", ballots: 1 }],
    );
    const bytes = await services.call(readFile, { params: { hash: items[0]!.manifestHash } });
    assert.deepEqual(parseManifest(new TextDecoder().decode(bytes)), portal.seeded.manifest);
  });

  it("has the language, the theme and the size that were asked for", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "zh", theme: "dark", size: "phone" });
    await visitor.go("#/");
    const seen = await visitor.page.evaluate(() => ({
      language: navigator.language,
      isDark: matchMedia("(prefers-color-scheme: dark)").matches,
      width: innerWidth,
    }));
    assert.deepEqual(seen, { language: "zh-CN", isDark: true, width: 390 });
    await visitor.leave();
  });

  it("draws Chinese letters, not boxes", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    const pictures = await visitor.page.evaluate(() => {
      const paint = (text: string): string => {
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d")!;
        context.font = "24px sans-serif";
        context.fillText(text, 4, 40);
        return canvas.toDataURL();
      };
      return ["选", "票", "\u{10ffff}"].map(paint);
    });
    assert.equal(new Set(pictures).size, 3);
    await visitor.leave();
  });

  it("fails when the page's policy refuses something", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    await visitor.page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.wasRun = true";
      document.body.append(script);
    });
    assert.equal(await visitor.page.evaluate("globalThis.wasRun"), undefined);
    await assert.rejects(visitor.leave(), /script-src/);
  });

  it("fails when the page throws", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    const thrown = visitor.context.waitForEvent("weberror");
    await visitor.page.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("a broken page");
        }),
    );
    await thrown;
    await assert.rejects(visitor.leave(), /a broken page/);
  });

  it("fails on a barrier for people with disabilities", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    await visitor.axe();
    await visitor.page.evaluate(() => document.querySelector("main")!.append(document.createElement("button")));
    await assert.rejects(visitor.axe(), /button-name/);
    await visitor.leave();
  });
});
