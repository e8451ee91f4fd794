import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const TOKENS = resolve(import.meta.dirname, "../../../src/web/client/design/css/tokens.css");

type Colours = ReadonlyMap<string, string>;

function coloursIn(block: string): Colours {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]));
}

function themes(): { light: Colours; system: Colours; dark: Colours } {
  const css = readFileSync(TOKENS, "utf8");
  const blockAfter = (selector: string): Colours => {
    const start = css.indexOf(`${selector} {`);
    assert.notEqual(start, -1, selector);
    return coloursIn(css.slice(start, css.indexOf("}", start)));
  };
  return {
    light: blockAfter("\n:root"),
    system: blockAfter(':root:not([data-theme="light"])'),
    dark: blockAfter(':root[data-theme="dark"]'),
  };
}

/** WCAG 2, relative luminance of sRGB. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((left, right) => right - left);
  return (light! + 0.05) / (dark! + 0.05);
}

const GROUNDS = ["ground", "ground-quiet", "ground-strong"];

/** Which words stand on which grounds, by the styles. */
const WORDS_ON: readonly (readonly [string, readonly string[]])[] = [
  ["word", [...GROUNDS, "accent-ground", "success-ground", "warning-ground", "danger-ground"]],
  ["word-quiet", [...GROUNDS, "accent-ground"]],
  ["accent", [...GROUNDS, "accent-ground", "success-ground", "warning-ground", "danger-ground"]],
  ["accent-strong", [...GROUNDS, "accent-ground", "success-ground", "warning-ground", "danger-ground"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["success", ["ground", "ground-quiet", "success-ground"]],
  ["warning", ["ground", "warning-ground"]],
  ["ground", ["warning"]],
  ["danger", ["ground", "danger-ground"]],
  ["on-danger", ["danger", "danger-strong"]],
];

/** Lines and marks by which controls and charts are seen. */
const MARKS_ON: readonly (readonly [string, readonly string[]])[] = [
  ["line-control", ["ground", "ground-quiet"]],
  ["accent", ["ground", "ground-strong"]],
  ["danger", ["ground"]],
  ["focus", ["ground", "ground-quiet", "accent-ground", "warning-ground"]],
];

describe("colours", () => {
  const { light, system, dark } = themes();

  it("are the same in the dark theme, whether the system or the person chose it", () => {
    assert.deepEqual([...system], [...dark]);
    assert.deepEqual([...dark.keys()].sort(), [...light.keys()].sort());
  });

  for (const [theme, colours] of [["light", light] as const, ["dark", dark] as const]) {
    const least = (pairs: typeof WORDS_ON, ratio: number): void => {
      for (const [mark, grounds] of pairs) {
        for (const ground of grounds) {
          const found = contrast(colours.get(mark) ?? "", colours.get(ground) ?? "");
          assert.ok(found >= ratio, `${mark} on ${ground}: ${found.toFixed(2)}`);
        }
      }
    };

    it(`can be read in the ${theme} theme: words reach 4.5 to 1 on every ground that they stand on`, () => {
      least(WORDS_ON, 4.5);
    });

    it(`can be seen in the ${theme} theme: lines of controls, bars and focus reach 3 to 1`, () => {
      least(MARKS_ON, 3);
    });
  }

  it("are measured as WCAG says", () => {
    assert.equal(contrast("#000000", "#ffffff"), 21);
    assert.equal(contrast("#767676", "#ffffff").toFixed(2), "4.54");
  });
});
