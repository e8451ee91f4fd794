import assert from "node:assert/strict";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";

describe("what stands around every page", () => {
  let portal: Portal;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ parts: ["indexer", "web"] }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("says that nothing counts while the keys are for demonstration, and what that means", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/");
    const banner = visitor.page.getByRole("region", { name: "Demonstration" });
    await banner.getByText("Nothing here counts.").waitFor();
    await banner.getByText("What that means").click();
    await banner.getByText("could make false ballots").waitFor();
    await visitor.axe();
    await visitor.leave();
  });

  it("changes the language in place: what was done on the page stays", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, size: "phone" });
    await visitor.go("#/how");
    await visitor.page.getByRole("button", { name: "Cast a yes" }).click();
    await visitor.page.getByRole("button", { name: "Cast a no" }).click();
    const total = await visitor.page.getByText("The locked total is").textContent();
    await visitor.page.getByRole("button", { name: "中文" }).click();
    await visitor.page.getByText("加密总数是").waitFor();
    const translated = await visitor.page.getByText("加密总数是").textContent();
    assert.equal(/[0-9a-f]{10}/.exec(translated ?? "")?.[0], /[0-9a-f]{10}/.exec(total ?? "")?.[0]);
    assert.equal(await visitor.page.getAttribute("html", "lang"), "zh-Hans");
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { level: 1, name: "工作原理" }).waitFor();
    await visitor.axe();
    await visitor.leave();
  });

  it("can be used by keyboard: skips to the content, and tells of a new page by moving to its heading", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await visitor.go("#/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
    await page.getByRole("link", { name: "Words explained" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Words explained" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    assert.equal(await focused(), "Words explained");
    assert.equal(await page.title(), "Words explained – Psephos");
    await visitor.leave();
  });

  it("opens without a connection once it was loaded, and says that there is none", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/settings");
    await visitor.goOffline();
    await page.reload();
    await page.getByText("You are offline.").waitFor();
    await visitor.go("#/glossary");
    await page.getByRole("heading", { level: 1, name: "Words explained" }).waitFor();
    await visitor.goOnline();
    await page.getByText("You are offline.").waitFor({ state: "detached" });
    await visitor.leave();
  });

  it("deletes everything that it stored when its person wants so", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/settings");
    await page.getByLabel("Dark", { exact: true }).check();
    await page.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete everything" }).click();
    await page.getByText("Everything was deleted from this device.").waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await page.getByText("Nothing is stored here").waitFor();
    await visitor.leave();
  });

  it("fits a window of 320 pixels, and has a page for addresses that lead nowhere", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, size: "narrow" });
    for (const place of ["", "how", "how/software", "glossary", "settings", "nowhere"]) {
      await visitor.go(`#/${place}`);
      await visitor.page.getByRole("heading", { level: 1 }).waitFor();
      const overflow = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `#/${place} is ${overflow} pixels too wide`);
      await visitor.axe();
    }
    await visitor.page.getByRole("heading", { name: "Page not found" }).waitFor();
    await visitor.leave();
  });
});
