import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { zKey } from "snarkjs";
import { buildCircuit, reasonToBuild, type CircuitBuild } from "../../scripts/circuits/build.ts";
import { developmentPowersOfTau, makeDevelopmentKeys } from "../../scripts/circuits/keys.ts";
import { ROOT } from "../../scripts/circuits/list.ts";
import { ARTIFACT_FILES, readBuilt } from "../../scripts/circuits/manifest.ts";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

const PRODUCT = `pragma circom 2.2.0;
include "lib/square.circom";
template Product() {
    signal input product;
    signal input pair[2];
    signal input root;
    component square = Square();
    square.in <== root;
    product === pair[0] * square.out;
    pair[1] === root * product;
}`;
const SQUARE = `pragma circom 2.2.0;
template Square() { signal input in; signal output out; out <== in * in; }`;
const CIRCUIT = {
  name: "product",
  file: "product.circom",
  template: "Product",
  parameters: [],
  publicSignals: ["product", "pair[2]"],
};

describe("build-circuits", () => {
  let folder: TemporaryFolder;
  let build: CircuitBuild;
  const built = (file: string): string => join(build.output, CIRCUIT.name, file);

  before(async () => {
    folder = temporaryFolder();
    folder.write("circuits/product.circom", PRODUCT);
    folder.write("circuits/lib/square.circom", SQUARE);
    const folders = { circuits: join(folder.path, "circuits"), library: resolve(ROOT, "node_modules") };
    build = { circuit: CIRCUIT, folders, output: join(folder.path, "build") };
    assert.equal(reasonToBuild(build), "not built yet");
    await buildCircuit(build);
  });
  after(() => folder.remove());

  it("finds a build of these very sources in order", () => {
    assert.equal(reasonToBuild(build), undefined);
    assert.equal(readBuilt(build.output, CIRCUIT.name)?.publicSignalCount, 3);
  });

  it("T091: gives the same bytes from the same sources, in another folder too", async () => {
    const circuits = join(folder.path, "elsewhere/deep");
    for (const file of ["product.circom", "lib/square.circom"]) {
      folder.write(`elsewhere/deep/${file}`, readFileSync(join(build.folders.circuits, file)));
    }
    const again = { ...build, folders: { ...build.folders, circuits }, output: join(folder.path, "again") };
    await buildCircuit(again);
    for (const file of ["built.json", "circuit.sym", ...Object.values(ARTIFACT_FILES)]) {
      assert.deepEqual(readFileSync(join(again.output, CIRCUIT.name, file)), readFileSync(built(file)), file);
    }
  });

  it("T091: makes keys that snarkjs finds to come from this circuit and these powers of tau", async () => {
    const [r1cs, key] = [built("circuit.r1cs"), built("proving-key.zkey")];
    assert.equal(await zKey.verifyFromR1cs(r1cs, developmentPowersOfTau(), key), true);
  });

  it("T001: makes keys with a contribution, whose delta is not the generator", () => {
    const key = JSON.parse(readFileSync(built("verifying-key.json"), "utf8")) as Record<string, unknown>;
    assert.notDeepEqual(key["vk_delta_2"], key["vk_gamma_2"]);
  });

  it("builds again when a source changes that is only included", () => {
    folder.write("circuits/lib/square.circom", `${SQUARE}\n// Looked at again.`);
    assert.equal(reasonToBuild(build), "its sources changed");
    folder.write("circuits/lib/square.circom", SQUARE);
    assert.equal(reasonToBuild(build), undefined);
  });

  it("builds again when the parameters or the public signals change", () => {
    assert.equal(reasonToBuild({ ...build, circuit: { ...CIRCUIT, parameters: [1] } }), "its sources changed");
    assert.equal(
      reasonToBuild({ ...build, circuit: { ...CIRCUIT, publicSignals: ["product"] } }),
      "its sources changed",
    );
  });

  for (const file of Object.values(ARTIFACT_FILES)) {
    it(`T091: refuses a ${file} that is truncated, altered in one byte or missing`, () => {
      const whole = readFileSync(built(file));
      truncateSync(built(file), whole.length - 1);
      assert.equal(reasonToBuild(build), `${file} is missing, truncated or altered`);
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1);
      writeFileSync(built(file), altered);
      assert.equal(reasonToBuild(build), `${file} is missing, truncated or altered`);
      rmSync(built(file));
      assert.equal(reasonToBuild(build), `${file} is missing, truncated or altered`);
      writeFileSync(built(file), whole);
      assert.equal(reasonToBuild(build), undefined);
    });
  }

  it("T091: refuses powers of tau that are truncated or altered in one byte", async () => {
    const powers = readFileSync(developmentPowersOfTau());
    const altered = Buffer.from(powers);
    altered.writeUInt8(altered.readUInt8(powers.length >> 1) ^ 1, powers.length >> 1);
    for (const bytes of [powers.subarray(0, powers.length - 1), altered]) {
      const file = folder.write("powers.ptau", bytes);
      await assert.rejects(makeDevelopmentKeys(join(build.output, CIRCUIT.name), file), /truncated or altered/);
    }
  });

  it("T020: refuses a list that names the public signals in another order than the circuit", async () => {
    const swapped = { ...build, circuit: { ...CIRCUIT, publicSignals: ["pair[2]", "product"] } };
    await assert.rejects(buildCircuit(swapped), /the compiled order is product, pair\[0\], pair\[1\]/);
  });

  it("T020: refuses a list that gives a public signal another size than the circuit", async () => {
    const longer = { ...build, circuit: { ...CIRCUIT, publicSignals: ["product", "pair[3]"] } };
    await assert.rejects(buildCircuit(longer), /circuits\.json lists the public signals/);
  });

  it("shows the compiler's own words and leaves nothing behind when a circuit does not compile", async () => {
    folder.write("circuits/broken.circom", "pragma circom 2.2.0;\ntemplate Broken() { signal input a; b <== a; }");
    const circuit = { ...CIRCUIT, name: "broken", file: "broken.circom", template: "Broken", publicSignals: ["a"] };
    await assert.rejects(buildCircuit({ ...build, circuit }), /broken does not compile:[\s\S]*b <== a/);
    assert.deepEqual(readdirSync(build.output), [CIRCUIT.name]);
  });

  it("names the file that a source includes and that does not exist", async () => {
    folder.write("circuits/lost.circom", 'include "nowhere.circom";');
    const circuit = { ...CIRCUIT, name: "lost", file: "lost.circom" };
    await assert.rejects(buildCircuit({ ...build, circuit }), /includes "nowhere\.circom", which does not exist/);
  });

  it("builds what an interrupted build left, and removes its rests", () => {
    folder.write("circuits/circuits.json", JSON.stringify({ [CIRCUIT.name]: { ...CIRCUIT, name: undefined } }));
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const output = join(folder.path, "interrupted");
    const rest = join(output, `.${CIRCUIT.name}.${pid}`);
    mkdirSync(rest, { recursive: true });
    writeFileSync(join(rest, "circuit.r1cs"), "half");
    const { status, stdout } = runScript(output);
    assert.equal(status, 0);
    assert.match(stdout, /product: not built yet/);
    assert.equal(existsSync(rest), false);
    assert.deepEqual(readFileSync(join(output, CIRCUIT.name, "built.json")), readFileSync(built("built.json")));
    assert.equal(runScript(output).stdout, "");
  });

  function runScript(output: string): { status: number | null; stdout: string } {
    const script = resolve(ROOT, "scripts/build-circuits.ts");
    const flags = ["--circuits", build.folders.circuits, "--output", output];
    return spawnSync(process.execPath, [script, ...flags], { encoding: "utf8" });
  }
});
