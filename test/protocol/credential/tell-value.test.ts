import assert from "node:assert/strict";
import { attributeNamed } from "../../../src/protocol/credential/schema.ts";
import { countryName, tellValue } from "../../../src/protocol/credential/tell-value.ts";
import { CREDENTIAL } from "./fixtures.ts";

describe("a value as people read it", () => {
  it("names a country beside its number, in both languages", () => {
    const attribute = attributeNamed(CREDENTIAL.schema, "nationality");
    assert.equal(tellValue({ attribute, value: "156", locale: "en" }), "China (156)");
    assert.equal(tellValue({ attribute, value: "076", locale: "zh" }), "巴西（076）");
  });

  it("leaves a number that no country has as it is", () => {
    const attribute = attributeNamed(CREDENTIAL.schema, "nationality");
    for (const number of ["000", "999"]) {
      assert.equal(countryName(number, "en"), undefined);
      assert.equal(tellValue({ attribute, value: number, locale: "en" }), number);
    }
  });

  it("takes no other value for a country", () => {
    const attribute = attributeNamed(CREDENTIAL.schema, "personNumber");
    assert.equal(tellValue({ attribute, value: "156", locale: "en" }), "156");
  });
});
