import assert from "node:assert/strict";
import type { Context } from "../../src/cli/context.ts";
import { columnsOf } from "../../src/cli/demo/wrap.ts";
import { policyLines } from "../../src/cli/policy-lines.ts";
import { parseAskedPolicy } from "../../src/protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { POLICY } from "../protocol/credential/fixtures.ts";

describe("what a person reads before she agrees", () => {
  for (const language of ["en", "zh"] as const) {
    const lines = policyLines({ language } as Context, parseAskedPolicy(POLICY, SCHEMAS));

    it(`fits a terminal of 80 columns (${language})`, () => {
      for (const line of lines) assert.ok(columnsOf(line) <= 80, line);
    });

    it(`says who asks, why, on what ground, how long it is kept and what is shown (${language})`, () => {
      const text = lines.map((line) => line.trim()).join(language === "zh" ? "" : " ");
      const { purpose, verifier } = POLICY;
      for (const part of [verifier, purpose.text[language], purpose.legalBasis[language], "30"]) {
        assert.ok(text.includes(part), part);
      }
      assert.match(text, language === "zh" ? /“国籍”的值/ : /The value of "Nationality" is shown/);
    });
  }
});
