import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { takeLock } from "../../scripts/setup/lock.mjs";
import { setUp } from "../../scripts/setup/set-up.mjs";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

const SET_UP = resolve(import.meta.dirname, "../../scripts/setup/set-up.mjs");
const RUN = resolve(import.meta.dirname, "../../scripts/setup/run.mjs");

describe("set-up", () => {
  let folder: TemporaryFolder;
  let lockFile: string;
  let told: string[];
  const tell = (line: string): void => void told.push(line);

  beforeEach(() => {
    folder = temporaryFolder();
    lockFile = join(folder.path, "setup.lock");
    told = [];
  });
  afterEach(() => folder.remove());

  /** A step that is done once it ran, unless it fails with the message. */
  function stepThat(failure?: string): {
    title: string;
    isDone: () => boolean;
    run: () => Promise<void>;
    runs: number;
  } {
    const step = {
      title: "a step",
      runs: 0,
      isDone: () => step.runs > 0 && failure === undefined,
      run: async () => {
        step.runs++;
        if (failure !== undefined) throw new Error(failure);
      },
    };
    return step;
  }

  it("runs every step once and is silent when all is in place", async () => {
    const steps = [stepThat(), stepThat()];
    assert.equal(await setUp({ steps, lockFile, tell }), true);
    assert.ok(told.some((line) => line.includes("[2/2]")));
    told = [];
    assert.equal(await setUp({ steps, lockFile, tell }), true);
    assert.deepEqual(told, []);
    assert.deepEqual(
      steps.map(({ runs }) => runs),
      [1, 1],
    );
  });

  it("stops at a step that fails and goes on from there the next time", async () => {
    const [first, last] = [stepThat(), stepThat()];
    assert.equal(await setUp({ steps: [first, stepThat("broken"), last], lockFile, tell }), false);
    assert.deepEqual([first.runs, last.runs], [1, 0]);
    assert.equal(await setUp({ steps: [first, stepThat(), last], lockFile, tell }), true);
    assert.deepEqual([first.runs, last.runs], [1, 1]);
  });

  it("shows what a step failed with, names the step and says what to do", async () => {
    assert.equal(await setUp({ steps: [stepThat("npm error code EAI_AGAIN")], lockFile, tell }), false);
    assert.match(told.at(-1) ?? "", /npm error code EAI_AGAIN[\s\S]*failed at: a step[\s\S]*Check the network/);
  });

  it("says what to do when its own folder cannot be written", async () => {
    folder.write("file", "");
    assert.equal(await setUp({ steps: [stepThat()], lockFile: join(folder.path, "file/setup.lock"), tell }), false);
    assert.match(told.join(), /Setting up failed: .*(ENOTDIR|EEXIST)/);
  });

  it("waits for another set-up and then finds its work done", async () => {
    const step = stepThat();
    const release = await takeLock(lockFile, () => assert.fail("nobody holds the lock yet"));
    const second = setUp({ steps: [step], lockFile, tell });
    await new Promise((done) => setTimeout(done, 50));
    assert.match(told.join(), /Another set-up is running/);
    await step.run();
    release();
    assert.equal(await second, true);
    assert.equal(step.runs, 1);
  });

  it("takes over the lock of a set-up that was killed", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    folder.write("setup.lock", String(pid));
    assert.equal(await setUp({ steps: [stepThat()], lockFile, tell }), true);
    assert.equal(existsSync(lockFile), false);
  });

  it("ends its child and gives the lock back when it is stopped", async () => {
    const started = join(folder.path, "started");
    const child = startSetUpThatHangs(started);
    await untilExists(started);
    assert.equal(existsSync(lockFile), true);
    child.kill("SIGTERM");
    const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    assert.equal(signal, "SIGTERM");
    assert.equal(existsSync(lockFile), false);
    await untilGone(Number(spawnSync("cat", [started], { encoding: "utf8" }).stdout));
  });

  /** Its step writes the number of its own child process to a file and then waits. */
  function startSetUpThatHangs(started: string): ChildProcess {
    const hang = `require("fs").writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const script = `
      import { setUp } from ${JSON.stringify(SET_UP)};
      import { run } from ${JSON.stringify(RUN)};
      const hang = () => run(process.execPath, ["-e", ${JSON.stringify(hang)}], { cwd: "." });
      await setUp({ steps: [{ title: "hang", isDone: () => false, run: hang }], lockFile: ${JSON.stringify(lockFile)} });`;
    return spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
  }
});

async function untilExists(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((done) => setTimeout(done, 20));
}

async function untilGone(pid: number): Promise<void> {
  assert.ok(pid > 0);
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, "ESRCH");
      return;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
