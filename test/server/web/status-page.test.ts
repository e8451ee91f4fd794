import assert from "node:assert/strict";
import { mountStatusPage } from "../../../src/server/web/status-page.ts";
import { testApp } from "../support/app.ts";

describe("The page of the services' state", () => {
  it("answers operators at /status in their language, and loads nothing there", async () => {
    const app = await testApp({ routes: [] });
    mountStatusPage(app, [{ name: "prover", health: () => Promise.resolve({ state: "ok", detail: {} }) }]);
    const ask = (url: string, language: string) => app.inject({ url, headers: { "accept-language": language } });
    const english = await ask("/status", "de, en;q=0.8, zh;q=0.1");
    assert.match(english.body, /<html lang="en">[^]*makes zero-knowledge proofs<\/td><td>works/);
    assert.doesNotMatch(english.body, /<script|src=|https?:/);
    assert.match(String(english.headers["content-security-policy"]), /default-src 'none'/);
    for (const [url, language] of [
      ["/status", "zh-TW,en"],
      ["/status?lang=zh", "en"],
    ] as const)
      assert.match((await ask(url, language)).body, /<html lang="zh-Hans">[^]*生成零知识证明/);
    assert.equal((await ask("/status?lang=%3Cscript%3E", "en")).headers["content-language"], "en");
    await app.close();
  });
});
