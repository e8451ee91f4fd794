import assert from "node:assert/strict";
import { rulesFor, type RuleChoices, type RuleName } from "../../../../src/protocol/rule-presets.ts";
import { checkValues } from "../../../../src/protocol/ballot-values.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import type { Rules } from "../../../../src/protocol/rules.ts";
import {
  ballotKind,
  draftOf,
  EMPTY_DRAFT,
  faultIn,
  highestFor,
  spent,
  valuesOf,
  type Draft,
} from "../../../../src/web/client/pages/voter/ballot/draft.ts";
import { movedBeside, movedTo } from "../../../../src/web/client/pages/voter/ballot/places.ts";

const ids = ["ada", "ben", "cleo", "dora"];

function rules(name: RuleName, choices: Omit<RuleChoices, "optionCount"> = {}): Rules {
  return rulesFor(name, { optionCount: ids.length, ...choices });
}

const given = (points: Readonly<Record<string, number>>): Draft => ({ ...EMPTY_DRAFT, points });
const ranked = (...places: string[]): Draft => ({ ...EMPTY_DRAFT, places });

describe("a ballot that is being filled in", () => {
  it("has the control that fits the rules", () => {
    const kinds = (
      ["single", "approval", "limited", "cumulative", "budget", "score", "quadratic", "borda"] as const
    ).map((name) => [name, ballotKind(rules(name))]);
    assert.deepEqual(Object.fromEntries(kinds), {
      single: "single",
      approval: "several",
      limited: "several",
      cumulative: "points",
      budget: "points",
      score: "points",
      quadratic: "points",
      borda: "ranking",
    });
  });

  it("gives values in the manifest's order, whatever was marked first", () => {
    const values = valuesOf({ rules: rules("limited"), ids, draft: given({ dora: 1, ada: 1 }) });
    assert.deepEqual(values, [1, 0, 0, 1]);
  });

  it("gives the first place the most points, and none to what is left over", () => {
    const values = valuesOf({ rules: rules("borda"), ids, draft: ranked("cleo", "ada", "dora") });
    assert.deepEqual(values, [2, 0, 3, 1]);
  });

  it("tells what is wrong, and how much", () => {
    const fault = (name: RuleName, draft: Draft) => faultIn({ rules: rules(name), ids, draft });
    assert.deepEqual(fault("single", EMPTY_DRAFT), { key: "faultNothing" });
    assert.deepEqual(fault("limited", given({ ada: 1, ben: 1, cleo: 1 })), { key: "faultTooMany", count: 3, limit: 2 });
    assert.deepEqual(fault("cumulative", given({ ada: 9 })), { key: "faultTooLittle", count: 9, limit: 10 });
    assert.deepEqual(fault("budget", given({ ada: 6, ben: 5 })), { key: "faultTooMuch", count: 11, limit: 10 });
    assert.deepEqual(fault("score", given({ ada: 6 })), { key: "faultTooHigh", max: 5 });
    assert.deepEqual(fault("quadratic", given({ ada: 4, ben: 4 })), { key: "faultTooMuch", count: 32, limit: 25 });
    assert.deepEqual(fault("borda", ranked("ada")), { key: "faultPlaces", count: 1, limit: 3 });
    const distinct = { ...rules("score"), distinct: true };
    assert.deepEqual(faultIn({ rules: distinct, ids, draft: given({ ada: 2, ben: 2 }) }), { key: "faultSame" });
  });

  it("takes a blank ballot where the rules do, and keeps the marks in case the voter thinks again", () => {
    const draft = { ...given({ ada: 1 }), isBlank: true };
    assert.equal(faultIn({ rules: rules("limited", { blank: true }), ids, draft }), undefined);
    assert.deepEqual(faultIn({ rules: rules("limited"), ids, draft }), { key: "faultNothing" });
    assert.deepEqual(valuesOf({ rules: rules("limited"), ids, draft }), [0, 0, 0, 0]);
  });

  it("finds a fault exactly where the protocol does", () => {
    const names = ["single", "approval", "limited", "cumulative", "budget", "score", "quadratic"] as const;
    for (const name of names) {
      for (let code = 1; code < 7 ** 4; code += 5) {
        const values = ids.map((_, index) => Math.floor(code / 7 ** index) % 7);
        const points = Object.fromEntries(ids.flatMap((id, index) => (values[index] ? [[id, values[index]]] : [])));
        const found = faultIn({ rules: rules(name), ids, draft: given(points) });
        assert.equal(found === undefined, isAllowed(rules(name), values), `${name} ${values.join(",")}`);
      }
    }
  });

  it("can be shown again from its values", () => {
    const draft = ranked("dora", "ben", "ada");
    const values = valuesOf({ rules: rules("borda"), ids, draft });
    assert.deepEqual(draftOf({ rules: rules("borda"), ids, values }).places, draft.places);
    assert.equal(draftOf({ rules: rules("single"), ids, values: [0, 0, 0, 0] }).isBlank, true);
  });

  it("lets an option have what the others leave", () => {
    const quadratic = rules("quadratic");
    assert.equal(spent(quadratic, [3, 2, 0, 0]), 13);
    assert.equal(highestFor({ rules: quadratic, values: [3, 2, 0, 0], index: 2 }), 3);
    assert.equal(highestFor({ rules: quadratic, values: [5, 2, 0, 0], index: 1 }), 0);
  });
});

describe("a ranking", () => {
  it("moves one option up, down and beside another, and no further than its ends", () => {
    const places = ["ada", "ben", "cleo"];
    assert.deepEqual(movedTo({ places, moved: "cleo", at: 0 }), ["cleo", "ada", "ben"]);
    assert.deepEqual(movedTo({ places, moved: "ada", at: 9 }), ["ben", "cleo", "ada"]);
    assert.deepEqual(movedBeside({ places, moved: "ada", neighbour: "cleo", isAfter: false }), ["ben", "ada", "cleo"]);
    assert.deepEqual(movedBeside({ places, moved: "cleo", neighbour: "ada", isAfter: true }), ["ada", "cleo", "ben"]);
    assert.deepEqual(movedBeside({ places, moved: "ada", neighbour: "ada", isAfter: true }), places);
  });
});

function isAllowed(of: Rules, values: readonly number[]): boolean {
  try {
    checkValues({ rules: of, values });
    return true;
  } catch (error) {
    if (isPsephosError(error, "BALLOT_AGAINST_RULES")) return false;
    throw error;
  }
}
