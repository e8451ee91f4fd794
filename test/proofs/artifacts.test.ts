import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadProvingArtifacts, loadVerifyingKey } from "../../src/proofs/artifacts.ts";

const BUILT = resolve(import.meta.dirname, "../../build/circuits/decryption-2");
const FILES = ["circuit.wasm", "proving-key.zkey", "verifying-key.json"];

describe("loading a circuit's artifacts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "psephos-artifacts-"));
    for (const file of FILES) cpSync(join(BUILT, file), join(folder, "decryption-2", file));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = async (): Promise<void> => {
    await loadProvingArtifacts({ circuit: "decryption-2", folder });
    await loadVerifyingKey({ circuit: "decryption-2", folder });
  };

  it("takes what was built, and says that the keys are for development", async () => {
    await load();
    const { phase, verifyingKey } = await loadVerifyingKey({ circuit: "decryption-2", folder });
    assert.equal(phase, "development");
    assert.match(verifyingKey.circuitHash, /^0x[0-9a-f]{64}$/);
    assert.equal(verifyingKey.ic.length, 2 * (10 + 1));
  });

  for (const file of FILES) {
    it(`T091: refuses ${file} truncated, with one bit flipped, or missing, and says what to do`, async () => {
      const path = join(folder, "decryption-2", file);
      const whole = readFileSync(path);
      truncateSync(path, whole.byteLength - 1);
      await assert.rejects(load(), { code: "ARTIFACT_ALTERED", message: /truncated or altered.*npm start/s });

      const flipped = Uint8Array.from(whole);
      flipped[whole.byteLength >> 1]! ^= 1;
      writeFileSync(path, flipped);
      await assert.rejects(load(), { code: "ARTIFACT_ALTERED" });

      rmSync(path);
      await assert.rejects(load(), { code: "ARTIFACT_MISSING", message: /npm start/ });
    });
  }

  it("T091: refuses another circuit's files and circuits that nobody pinned", async () => {
    await assert.rejects(loadVerifyingKey({ circuit: "decryption-4", folder }), { code: "ARTIFACT_MISSING" });
    cpSync(join(folder, "decryption-2"), join(folder, "decryption-4"), { recursive: true });
    await assert.rejects(loadVerifyingKey({ circuit: "decryption-4", folder }), { code: "ARTIFACT_ALTERED" });
    await assert.rejects(loadVerifyingKey({ circuit: "dealing", pins: {} }), { code: "ARTIFACT_MISSING" });
  });
});
