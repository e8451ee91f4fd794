import assert from "node:assert/strict";
import fc from "fast-check";
import { PsephosError } from "../../../../src/errors.ts";
import { parseBallotsFile } from "../../../../src/roles/demo/election/ballots-file.ts";
import { fitRules } from "../../../../src/roles/demo/election/fit-rules.ts";

function refusal(text: string, pattern: RegExp, line: number): void {
  assert.throws(
    () => parseBallotsFile(text),
    (error: unknown) => {
      assert.ok(error instanceof PsephosError);
      assert.equal(error.code, "BALLOTS_FILE_MALFORMED");
      assert.match(error.message, pattern);
      assert.equal(error.detail["line"], line);
      return true;
    },
  );
}

describe("ballots file", () => {
  it("reads names, weights and values, with the line of each", () => {
    const file = parseBallotsFile('\uFEFFweight,"Park, north",学校\r\n3,1,0\r\n\r\n70000,0,1\r\n');
    assert.deepEqual(file.options, ["Park, north", "学校"]);
    assert.equal(file.weighted, true);
    assert.deepEqual(file.ballots, [
      { line: 2, weight: 3n, values: [1, 0] },
      { line: 4, weight: 70000n, values: [0, 1] },
    ]);
  });

  it("gives every voter weight 1 where the file has no weights", () => {
    assert.deepEqual(parseBallotsFile("a,b\n1,0\n").ballots, [{ line: 2, weight: 1n, values: [1, 0] }]);
  });

  it("names the line and the reason of whatever cannot be used", () => {
    refusal("", /empty/, 1);
    refusal("a\n1\n", /2 to 8 options/, 1);
    refusal("a,b,c,d,e,f,g,h,i\n", /names 9/, 1);
    refusal("a,,c\n1,0,0\n", /no name/, 1);
    refusal("a,a\n1,0\n", /two columns/, 1);
    refusal("1,0\n0,1\n", /must name the options/, 1);
    refusal("a,b\n", /no ballot/, 2);
    refusal("a,b\n1,0\n1\n", /1 fields, and the header has 2/, 3);
    refusal("a,b\n1,0,0\n", /3 fields/, 2);
    refusal('a,b\n1,0\n1,"0\n', /stray quotation mark/, 3);
  });

  it("refuses names that a ballot could not show, or that look alike", () => {
    refusal("a\u001b[31m,b\n1,0\n", /column 1 of the options has control or invisible characters/, 1);
    refusal("a,b\u200b\n1,0\n", /column 2 of the options has control or invisible characters/, 1);
    refusal("Cafe\u0301,Caf\u00e9\n1,0\n", /two columns are named "Caf\u00e9"/, 1);
    refusal("North,ＮＯＲＴＨ\n1,0\n", /the names "North" and "ＮＯＲＴＨ" look alike/, 1);
    refusal(`${"x".repeat(81)},b\n1,0\n`, /longer than 80 characters/, 1);
  });

  it("takes the weights from the first column alone, whatever its capitals", () => {
    assert.equal(parseBallotsFile("Weight,a,b\n2,1,0\n").ballots[0]!.weight, 2n);
    refusal("a,weight,b\n1,2,0\n", /weights must be the first column/, 1);
  });

  it("says what separates columns where something else does", () => {
    refusal("a;b\n1;0\n", /names 1; separate columns by commas/, 1);
  });

  it("explains the first faulty line and names the others", () => {
    refusal("a,b\n1,0\n-1,0\n1,0\n1\n", /^Line 3 .* not "-1"\. One more line has a fault: 5\.$/, 3);
    const many = ["a,b", ...Array.from({ length: 30 }, () => "x,0")].join("\n");
    refusal(many, /^Line 2 .* 29 more lines have faults: 3, 4, .*, 12, …\.$/, 2);
  });

  it("refuses whatever is not a plain whole number in range", () => {
    for (const field of ["", "-1", "+1", "01", "1.0", "1e3", "0x1", "65536", "99999999999", "one", "１"]) {
      refusal(`a,b\n0,${field}\n`, /"b" must be a whole number from 0 to 65535/, 2);
    }
    for (const field of ["0", "4294967296"]) refusal(`weight,a,b\n${field},1,0\n`, /"weight" must be/, 2);
  });

  it("reads back whatever was written", () => {
    const row = fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const text = ["a,b,c", ...rows.map((values) => values.join())].join("\n");
        assert.deepEqual(
          parseBallotsFile(text).ballots.map(({ values }) => values),
          rows,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("rules for a ballots file", () => {
  const fit = (text: string, name?: Parameters<typeof fitRules>[1]) => fitRules(parseBallotsFile(text), name);

  it("recognises one choice, approval, rankings and points", () => {
    assert.equal(fit("a,b\n1,0\n0,1\n").name, "single");
    assert.equal(fit("a,b\n1,1\n0,1\n").name, "approval");
    assert.equal(fit("a,b,c\n2,1,0\n0,1,2\n").name, "borda");
    assert.equal(fit("a,b,c\n2,2,0\n0,1,5\n").name, "score");
  });

  it("allows blank ballots only if the file holds one, and weights only if it names them", () => {
    assert.equal(fit("a,b\n1,0\n").rules.blank, false);
    assert.equal(fit("a,b\n1,0\n0,0\n").rules.blank, true);
    assert.equal(fit("a,b\n1,0\n").rules.weighted, false);
    assert.equal(fit("weight,a,b\n2,1,0\n").rules.weighted, true);
  });

  it("takes limits from the file", () => {
    assert.equal(fit("a,b,c\n5,2,0\n1,1,1\n", "budget").rules.maxTotal, 7);
    assert.equal(fit("a,b,c\n1,1,0\n1,0,0\n", "limited").rules.maxTotal, 2);
    assert.equal(fit("a,b,c\n3,1,0\n1,0,0\n", "quadratic").rules.maxTotal, 10);
  });

  it("names the line that breaks the rules asked for", () => {
    assert.throws(
      () => fit("a,b\n1,0\n1,1\n", "single"),
      (error: unknown) => error instanceof PsephosError && error.detail["line"] === 3 && /Line 3/.test(error.message),
    );
    assert.throws(() => fit("a,b,c\n2,1,0\n2,2,0\n", "borda"), /Line 3/);
  });
});
