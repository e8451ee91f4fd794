import assert from "node:assert/strict";
import { jsonLine, printError, printOutcome } from "../../src/cli/output.ts";
import { styleFor } from "../../src/cli/style.ts";
import { PsephosError } from "../../src/errors.ts";

const HOSTILE = [
  ...["\u001b[2J", "\u001b[8m", "\u001b]0;title\u0007", "\u009b31m", "\r", "\b", "\u007f"],
  ...["\u202e", "\u2066", "\u200b", "\u2028", "\u{e0041}"],
];
const STYLE = styleFor({ isTerminal: true, environment: {} });

function sink() {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text) };
}

describe("what is printed of others' names", () => {
  for (const hostile of HOSTILE) {
    const name = `did:web:a${hostile}.example`;
    // The first character is the one that a terminal obeys.
    const sign = String.fromCodePoint(hostile.codePointAt(0)!);
    const what = JSON.stringify([...hostile].map((each) => each.codePointAt(0)!.toString(16)));

    it(`moves, hides and recolours nothing on the terminal: ${what}`, () => {
      const [stdout, stderr] = [sink(), sink()];
      printOutcome({ outcome: { lines: [name], json: { name } }, json: false, streams: { stdout, stderr } });
      assert.deepEqual(stdout.written, [`${name.replaceAll(sign, "\ufffd").replaceAll("\u0007", "\ufffd")}\n`]);
      const error = new PsephosError("ISSUER_NOT_TRUSTED", name);
      printError({ error, json: false, language: "en", style: STYLE, streams: { stdout, stderr } });
      assert.ok(!stderr.written.join("").includes(name) && stderr.written.join("").includes("\ufffd"));
    });

    it(`stands in JSON escaped, and reads the same: ${what}`, () => {
      const line = jsonLine({ name });
      assert.ok(!line.includes(sign));
      assert.deepEqual(JSON.parse(line), { name });
    });
  }

  it("keeps the program's own emphasis, its lines and every script", () => {
    const stdout = sink();
    const line = `${STYLE.bad("Анна")} ${STYLE.good("陈")}\n  ${STYLE.bold("é")} ${STYLE.dim("“1”…")}`;
    printOutcome({ outcome: { lines: [line], json: {} }, json: false, streams: { stdout, stderr: sink() } });
    assert.deepEqual(stdout.written, [`${line}\n`]);
  });
});
