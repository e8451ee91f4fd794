import assert from "node:assert/strict";
import { CREDENTIAL_TAGS } from "../../../src/protocol/credential/params.ts";
import { TAGS } from "../../../src/protocol/params.ts";
import { ownSources } from "../compile.ts";

const SOURCES = Object.entries(ownSources()).filter(([file]) => file.startsWith("credential/"));

function matches(pattern: RegExp): string[] {
  return SOURCES.flatMap(([file, text]) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match.trim()}`));
}

describe("credential circuit sources", () => {
  it("T012: give each role of Poseidon its own arity or tag, but for the root of attributes and EdDSA's challenge", () => {
    const roles = matches(/Poseidon(Ex)?\([\d, ]+\)\(.*?(TAG_\w+|leaves|r8)/g).map((match) =>
      match.replace(/^.*?: Poseidon(Ex)?\((\d+).*?(\w+)$/, "$2 $3"),
    );
    assert.deepEqual(roles.sort(), [
      "10 TAG_DISCLOSURE",
      "12 TAG_DISCLOSURE",
      "15 TAG_POLICY",
      "16 TAG_OPERANDS",
      "16 leaves",
      "4 TAG_ATTRIBUTE",
      "4 TAG_POLICY",
      "4 TAG_PSEUDONYM",
      "4 TAG_SEAL",
      "5 TAG_STATUS",
      "5 TAG_TRUST",
      "5 r8",
      "6 TAG_DISCLOSURE",
      "8 TAG_CREDENTIAL",
      "9 TAG_STATUS_NODE",
    ]);
    assert.equal(matches(/Poseidon(Ex)?\(/g).length, roles.length);
    const tags = [...Object.values(TAGS), ...Object.values(CREDENTIAL_TAGS)];
    assert.equal(new Set(tags).size, tags.length);
  });

  it("T016, T017, T018: assert no signal and use no comparator or signature gadget of circomlib", () => {
    assert.deepEqual(
      matches(/\bassert\(|\b(LessThan|LessEqThan|GreaterThan|GreaterEqThan|EdDSA\w*|BabyAdd|BabyDbl)\(/g),
      [],
    );
  });

  it("T007: give a reason beside every signal that is assigned without a constraint", () => {
    for (const [file, text] of SOURCES) {
      const lines = text.split("\n");
      lines.forEach((line, index) => {
        if (line.includes("<--")) assert.match(lines[index - 1]!, /^\s*\/\/ /, `${file}:${index + 1}`);
      });
    }
  });

  it("tell in each template's head what it proves and what it costs", () => {
    for (const [file, text] of SOURCES) {
      for (const [, head, name] of text.matchAll(/((?:^\/\/.*\n)*)^template (\w+)/gm)) {
        assert.match(head!, /Proves:[\s\S]*Cost:/, `${file}: ${name}`);
      }
    }
  });
});
