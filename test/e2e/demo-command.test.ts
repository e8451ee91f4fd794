import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { ELECTION } from "../../src/roles/demo/election/story.ts";

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");

interface Ran {
  readonly code: number;
  /** Last line of standard output, parsed. */
  readonly json: Record<string, unknown>;
  readonly stdoutLines: number;
  readonly stderr: string;
}

/** Runs the command line as a person does, with `--json`. */
function psephos(...args: readonly string[]): Promise<Ran> {
  return new Promise((settle) => {
    execFile(process.execPath, [MAIN, ...args, "--json"], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const lines = stdout.trimEnd().split("\n");
      const code = error === null ? 0 : Number(error.code);
      settle({ code, json: JSON.parse(lines.at(-1)!) as Ran["json"], stdoutLines: lines.length, stderr });
    });
  });
}

describe("demo and verify commands", () => {
  let data: string;
  let demo: Ran;
  let archive: string;

  before(async () => {
    data = await mkdtemp(join(tmpdir(), "psephos-command-"));
    const people = ["--voters", "4", "--options", "3", "--trustees", "3", "--threshold", "2", "--lost", "1"];
    demo = await psephos("demo", ...people, "--rules", "quadratic", "--data", data);
    archive = String(demo.json["archive"]);
  });

  after(async () => {
    await rm(data, { recursive: true, force: true });
  });

  it("gives one object on standard output and the story on standard error", () => {
    assert.equal(demo.code, 0, demo.stderr);
    assert.equal(demo.stdoutLines, 1);
    const keys = ["cast", "result", "expected", "refused", "verified", "checks", "gas", "seconds", "archive"];
    assert.deepEqual(Object.keys(demo.json), keys);
    const { cast, result, expected, refused, verified, checks, gas, seconds } = demo.json;
    assert.equal(cast, 4);
    assert.ok(Array.isArray(result) && result.length === 3);
    assert.deepEqual(result, expected);
    assert.deepEqual(Object.keys(refused as object), [...ELECTION.cheats]);
    assert.equal(verified, true);
    assert.equal((checks as { id: number; ok: boolean }[]).filter(({ ok }) => ok).length, 12);
    assert.ok((gas as { castDirect: number }).castDirect > 100_000);
    assert.ok((seconds as { total: number }).total > 0);
    assert.match(demo.stderr, /8\. Checking everything/);
  });

  it("verifies the archive without a chain", async () => {
    const { code, json, stderr } = await psephos("verify", archive);
    assert.equal(code, 0);
    assert.equal(json["verified"], true);
    assert.match(stderr, /VERIFIED: all 12 checks passed/);
  });

  it("ends with 1 for an altered archive, and with 2 for one that is none", async () => {
    const text = await readFile(archive, "utf8");
    const altered = join(data, "altered.json");
    await writeFile(
      altered,
      text.replace(/"counts":\["(\d+)"/, (_, count: string) => `"counts":["${Number(count) + 1}"`),
    );
    const refused = await psephos("verify", altered);
    assert.equal(refused.code, 1);
    assert.equal(refused.json["verified"], false);
    await writeFile(altered, text.slice(0, 1000));
    const unreadable = await psephos("verify", altered);
    assert.equal(unreadable.code, 2);
    assert.equal((unreadable.json["error"] as { code: string }).code, "ARCHIVE_MALFORMED");
  });

  it("refuses a request that cannot be met before the story begins", async () => {
    const { code, json, stderr } = await psephos("demo", "--trustees", "3", "--threshold", "3", "--lost", "1");
    assert.equal(code, 2);
    assert.equal((json["error"] as { code: string }).code, "USAGE");
    assert.doesNotMatch(stderr, /1\. A public record/);
  });

  it("tells the story of attestations alone, with one object of its own", async () => {
    const { code, json, stdoutLines, stderr } = await psephos("demo", "--citizens", "5", "--data", data);
    assert.equal(code, 0, stderr);
    assert.equal(stdoutLines, 1);
    const keys = ["issued", "attested", "enrolled", "refused", "verified", "checks", "gas", "seconds"];
    assert.deepEqual(Object.keys(json), keys);
    assert.deepEqual([json["issued"], json["verified"]], [5, true]);
    assert.ok((json["gas"] as { attestAlone: number }).attestAlone > 100_000);
    assert.match(stderr, /9\. Checking everything/);
    assert.doesNotMatch(stderr, /Voting|FAILED/);
  });

  it("knows its stories by name", async () => {
    const { code, json, stderr } = await psephos("demo", "--story", "fairy-tale");
    assert.equal(code, 2);
    assert.match((json["error"] as { message: string }).message, /election, attestation or both/);
    assert.doesNotMatch(stderr, /1\. /);
  });

  describe("against the chain itself", () => {
    let chain: LocalChain;
    let where: readonly string[];

    before(async () => {
      chain = await startAnvil({ folder: join(data, "demo", "chain") });
      where = ["--rpc", chain.url, "--election", "1", "--data", join(data, "demo")];
    });

    after(async () => {
      await chain.stop();
    });

    it("verifies the election, and finds that the archive says what the chain says", async () => {
      const { code, json } = await psephos("verify", archive, ...where);
      assert.equal(code, 0);
      assert.deepEqual(json["differences"], []);
    });

    it("compares a file with the chain that is typed beside it, without the number of the election", async () => {
      const { code, json } = await psephos("verify", archive, "--rpc", chain.url, "--data", join(data, "demo"));
      assert.equal(code, 0);
      assert.deepEqual(json["differences"], []);
      const nobody = await psephos("verify", archive, "--rpc", "http://127.0.0.1:1");
      assert.equal((nobody.json["error"] as { code: string }).code, "CHAIN_UNREACHABLE");
    });

    it("names what an archive says otherwise, though all its checks pass", async () => {
      const text = await readFile(archive, "utf8");
      const altered = join(data, "other-creator.json");
      await writeFile(
        altered,
        text.replace(/"creator":"0x\w/, (head) => `${head.slice(0, -1)}${head.endsWith("0") ? "1" : "0"}`),
      );
      assert.equal((await psephos("verify", altered)).code, 0);
      const { code, json } = await psephos("verify", altered, ...where);
      assert.equal(code, 1);
      assert.deepEqual(json["differences"], ["ceremony.creator"]);
    });
  });
});
