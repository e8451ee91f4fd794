import assert from "node:assert/strict";
import type { ElectionRecord } from "../../src/chain/elections.ts";
import { PsephosError } from "../../src/errors.ts";
import { manifestHash, manifestText } from "../../src/protocol/manifest.ts";
import { packRules } from "../../src/protocol/rules.ts";
import { openManifest } from "../../src/roles/election-manifest.ts";
import { keepPublicFile } from "../../src/roles/public-files.ts";
import { openWorkspace } from "../../src/roles/workspace.ts";
import { inFolder } from "./folder.ts";
import { sampleManifest } from "./voter/manifest.ts";

const manifest = sampleManifest();
const text = manifestText(manifest);
const config = {
  manifestHash: manifestHash(text),
  rollId: manifest.roll.id,
  ceremonyId: manifest.ceremony.id,
  rules: packRules(manifest.rules),
  opensAt: manifest.opensAt,
  closesAt: manifest.closesAt,
  resultBy: manifest.resultBy,
  minimumTurnout: manifest.minimumTurnout,
};
const record: ElectionRecord = {
  electionId: 1n,
  phase: "voting",
  config,
  creator: `0x${"11".repeat(20)}`,
  optionCapacity: 4,
  accepted: 0,
  keyTests: [],
  partials: [],
  rollRoot: 1n,
  electionKey: [0n, 1n],
};

describe("the manifest that a voter reads", () => {
  it("is taken when it says what the election on the chain says", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await keepPublicFile({ workspace, bytes: new TextEncoder().encode(text) });
      assert.deepEqual(await openManifest({ workspace, record, folders: [] }), manifest);
    }));

  it("is refused, by field, when the election has other terms than it says", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await keepPublicFile({ workspace, bytes: new TextEncoder().encode(text) });
      const others: readonly [string, Partial<typeof config>][] = [
        ["rules", { rules: packRules(sampleManifest("approval").rules) }],
        ["roll", { rollId: 2n }],
        ["ceremony", { ceremonyId: 2n }],
        ["opensAt", { opensAt: config.opensAt - 1 }],
        ["closesAt", { closesAt: config.closesAt + 1 }],
        ["resultBy", { resultBy: config.resultBy + 1 }],
        ["minimumTurnout", { minimumTurnout: 1 }],
      ];
      for (const [field, other] of others) {
        const differing = { ...record, config: { ...config, ...other } };
        await assert.rejects(openManifest({ workspace, record: differing, folders: [] }), (error: unknown) => {
          assert.ok(error instanceof PsephosError && error.code === "MANIFEST_UNTRUSTED");
          assert.ok(error.message.includes(` its ${field} are not`), error.message);
          return true;
        });
      }
    }));
});
