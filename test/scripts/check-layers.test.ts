import assert from "node:assert/strict";
import { upwardImports } from "../../scripts/check-layers.ts";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

describe("check-layers", () => {
  let source: TemporaryFolder;
  beforeEach(() => (source = temporaryFolder()));
  afterEach(() => source.remove());

  it("accepts imports that go down, stay in their layer, or leave the project", () => {
    source.write("errors.ts", "export class PsephosError extends Error {}\n");
    source.write("crypto/field.ts", 'import { PsephosError } from "../errors.ts";\n');
    source.write("protocol/roll.ts", 'import type { A } from "../crypto/field.ts";\nimport { b } from "./rules.ts";\n');
    source.write("roles/voter/vote.ts", 'import { prove } from "../../proofs/prove.ts";\nimport { z } from "zod";\n');
    source.write("cli/main.ts", 'import { Client } from "../server/client/client.ts";\n');
    source.write("cli/serve.ts", 'import { serve } from "../server/serve.ts";\nimport "../server/config/schema.ts";\n');
    assert.deepEqual(upwardImports(source.path), []);
  });

  it("takes no text behind an exported function for an import", () => {
    source.write(
      "protocol/roll.ts",
      'export function way(): string {\n  // Without "../chain/x.ts" in it.\n  return "";\n}\n',
    );
    assert.deepEqual(upwardImports(source.path), []);
  });

  const refused: [title: string, file: string, line: string][] = [
    ["an upward import", "crypto/field.ts", 'import { roll } from "../protocol/roll.ts";'],
    ["an upward import of a type", "protocol/roll.ts", 'import type { Chain } from "../chain/chain.ts";'],
    [
      "an upward import over several lines",
      "protocol/roll.ts",
      'import {\n  a,\n  b,\n} from "../roles/voter/vote.ts";',
    ],
    ["an upward import for its effect", "errors.ts", 'import "./crypto/field.ts";'],
    ["an upward re-export", "chain/read.ts", 'export { vote } from "../roles/voter/vote.ts";'],
    ["an upward import at run time", "crypto/field.ts", 'const roll = await import("../protocol/roll.ts");'],
    ["that proofs and chain meet", "proofs/prove.ts", 'import { read } from "../chain/read.ts";'],
    ["that chain and proofs meet", "chain/read.ts", 'import { prove } from "../proofs/prove.ts";'],
    ["the inside of the server from the command line", "cli/main.ts", 'import { app } from "../server/http/app.ts";'],
    ["a way out of the source tree", "crypto/field.ts", 'import { ROOT } from "../../scripts/circuits/list.ts";'],
  ];
  for (const [title, file, line] of refused) {
    it(`refuses ${title}`, () => {
      source.write(file, `${line}\n`);
      const [fault, ...others] = upwardImports(source.path);
      assert.deepEqual(others, []);
      assert.ok(fault?.startsWith(`${file} imports `), fault);
    });
  }

  it("refuses a folder that is in no layer", () => {
    source.write("utils/misc.ts", "export const a = 1;\n");
    assert.match(upwardImports(source.path).join(), /utils\/misc\.ts is in no layer/);
  });
});
