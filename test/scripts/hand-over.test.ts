import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

const HAND_OVER = resolve(import.meta.dirname, "../../scripts/setup/hand-over.mjs");

describe("handing over to Node 24", () => {
  let folder: TemporaryFolder;
  before(() => (folder = temporaryFolder()));
  after(() => folder.remove());

  /** Arguments of a Node that hands over to a program of this text. */
  function launcher(program: string, ...args: string[]): string[] {
    const file = folder.write("program.mjs", program);
    const call = `process.exitCode = await handOver(${JSON.stringify(file)}, ${JSON.stringify(args)})`;
    return ["--input-type=module", "-e", `import { handOver } from ${JSON.stringify(HAND_OVER)}; ${call}`];
  }

  it("passes on arguments, input, output and exit code", () => {
    const program = `
      let input = "";
      for await (const part of process.stdin) input += part;
      process.stdout.write(JSON.stringify([...process.argv.slice(2), input]));
      process.stderr.write(process.version);
      process.exitCode = 3;`;
    const options = { input: "line\n", encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, launcher(program, "--a", "b c"), options);
    assert.equal(status, 3);
    assert.deepEqual(JSON.parse(stdout), ["--a", "b c", "line\n"]);
    assert.match(stderr, /^v24\./);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`passes on ${signal} and ends as the program ends`, async () => {
      const program = `
        process.on("${signal}", () => process.exit(42));
        setInterval(() => {}, 1000);
        process.stdout.write("ready");`;
      const child = spawn(process.execPath, launcher(program), { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      child.kill(signal);
      assert.deepEqual(await once(child, "close"), [42, null]);
    });
  }

  it("ends as a shell says that a program was killed", () => {
    const { status } = spawnSync(
      process.execPath,
      launcher('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1)'),
    );
    assert.equal(status, 137);
  });
});
