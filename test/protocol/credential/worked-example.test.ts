import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { workedExample } from "./worked-example.ts";

describe("docs/credentials.md", () => {
  it("tells the worked example with the numbers that the code computes", async () => {
    const text = readFileSync(resolve(import.meta.dirname, "../../../docs/credentials.md"), "utf8");
    for (const [name, value] of await workedExample()) {
      assert.ok(text.includes(`| ${name} | ${value} |`), `${name} is ${value}`);
    }
  });
});
