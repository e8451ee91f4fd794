import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isPsephosError } from "../../../src/errors.ts";
import { EMPTY_ROOT } from "../../../src/protocol/log/hash.ts";
import { verifyConsistency } from "../../../src/protocol/log/verify.ts";
import { receiptHolds } from "../../../src/protocol/sharing/log-head.ts";
import { LogStore } from "../../../src/roles/record-keeper/log-store.ts";
import { inFolder } from "../folder.ts";

const textOf = (sequence: number): string => `{"entry":${sequence}}`;
const entriesIn = (folder: string) => join(folder, "entries.jsonl");
const commitsIn = (folder: string) => join(folder, "commits.jsonl");
const damaged = (error: unknown) => isPsephosError(error, "LOG_DAMAGED");

async function withLog<T>(folder: string, use: (log: LogStore) => Promise<T>): Promise<T> {
  const log = await LogStore.open({ folder });
  try {
    return await use(log);
  } finally {
    await log.close();
  }
}

const fill = (folder: string, batches: readonly number[]) =>
  withLog(folder, async (log) => {
    for (const count of batches) await Promise.all(Array.from({ length: count }, () => log.append(textOf)));
    return log.head;
  });

async function readAll(log: LogStore, from = 0): Promise<string[]> {
  const all: string[] = [];
  for await (const entry of log.entries(from)) all.push(entry);
  return all;
}

const expected = (size: number, from = 0) => Array.from({ length: size - from }, (_, index) => textOf(from + index));

describe("the log on disk", () => {
  it("gives every append its place and a proof that holds, alone and in batches", () =>
    inFolder((folder) =>
      withLog(folder, async (log) => {
        const alone = await log.append(textOf);
        const batch = await Promise.all(Array.from({ length: 20 }, () => log.append(textOf)));
        assert.equal(alone.size, 1);
        assert.deepEqual(
          batch.map(({ sequence }) => sequence),
          Array.from({ length: 20 }, (_, index) => index + 1),
        );
        assert.ok(batch.every(({ size }) => size === 21));
        for (const receipt of [alone, ...batch]) {
          assert.ok(receiptHolds(receipt, textOf(receipt.sequence)));
          assert.ok(!receiptHolds(receipt, textOf(receipt.sequence + 1)));
        }
        assert.ok(receiptHolds(await log.receipt(0), textOf(0)));
        assert.ok(receiptHolds(await log.receipt(3, 5), textOf(3)));
      }),
    ));

  it("is the same when it is opened again, and goes on", () =>
    inFolder(async (folder) => {
      const before = await fill(folder, [1, 5, 3]);
      await withLog(folder, async (log) => {
        assert.deepEqual(log.head, before);
        assert.deepEqual(await readAll(log), expected(9));
        assert.deepEqual(await readAll(log, 7), expected(9, 7));
        assert.equal(await log.entry(4), textOf(4));
        await log.append(textOf);
        const proof = log.consistencyProof(before.size);
        const roots = { firstRoot: before.root, secondRoot: log.head.root };
        assert.ok(verifyConsistency({ first: 9, second: 10, ...roots, proof }));
      });
    }));

  it("starts empty", () =>
    inFolder((folder) =>
      withLog(folder, async (log) => {
        assert.deepEqual(log.head, { size: 0, root: EMPTY_ROOT });
        assert.deepEqual(await readAll(log), []);
      }),
    ));

  it("leaves out what cannot be made, and keeps the others without a gap", () =>
    inFolder((folder) =>
      withLog(folder, async (log) => {
        const failing = () => {
          throw new Error("no such record");
        };
        const results = await Promise.allSettled([log.append(textOf), log.append(failing), log.append(textOf)]);
        assert.deepEqual(
          results.map(({ status }) => status),
          ["fulfilled", "rejected", "fulfilled"],
        );
        assert.deepEqual(await readAll(log), expected(2));
      }),
    ));

  it("cuts off a torn batch that was never acknowledged, wherever it was torn", () =>
    inFolder(async (folder) => {
      const before = await fill(folder, [2, 3]);
      const [entries, commits] = [await readFile(entriesIn(folder)), await readFile(commitsIn(folder))];
      const after = await fill(folder, [2]);
      const [laterEntries, laterCommits] = [await readFile(entriesIn(folder)), await readFile(commitsIn(folder))];
      for (let length = entries.length; length <= laterEntries.length; length++) {
        await writeFile(entriesIn(folder), laterEntries.subarray(0, length));
        await writeFile(commitsIn(folder), commits);
        await withLog(folder, async (log) => assert.deepEqual(log.head, before));
        assert.deepEqual(await readFile(entriesIn(folder)), entries);
      }
      for (let length = commits.length; length < laterCommits.length; length++) {
        await writeFile(entriesIn(folder), laterEntries);
        await writeFile(commitsIn(folder), laterCommits.subarray(0, length));
        await withLog(folder, async (log) => assert.deepEqual(log.head, before));
      }
      assert.deepEqual(await fill(folder, [2]), after);
    }));

  it("finds a flipped byte anywhere in either file, and changes nothing", () =>
    inFolder(async (folder) => {
      await fill(folder, [1, 2, 2]);
      for (const file of [entriesIn(folder), commitsIn(folder)]) {
        const whole = await readFile(file);
        for (let at = 0; at < whole.length - 1; at++) {
          const flipped = Buffer.from(whole);
          flipped[at] = flipped[at]! ^ 1;
          await writeFile(file, flipped);
          await assert.rejects(LogStore.open({ folder }), damaged, `byte ${at} of ${file}`);
          assert.deepEqual(await readFile(file), flipped);
        }
        await writeFile(file, whole);
      }
      await withLog(folder, async (log) => assert.equal(log.head.size, 5));
    }));

  it("finds a truncated file", () =>
    inFolder(async (folder) => {
      await fill(folder, [3, 3]);
      const { size } = await stat(entriesIn(folder));
      for (const length of [size - 1, size - 15, 20, 0]) {
        await truncate(entriesIn(folder), length);
        await assert.rejects(LogStore.open({ folder }), damaged);
      }
    }));

  it("refuses a log that was cut back or rewritten, files and all, by the last head on chain", () =>
    inFolder(async (folder) => {
      const anchored = await fill(folder, [2, 3]);
      await fill(folder, [4]);
      const open = () => LogStore.open({ folder, anchored });
      await (await open()).close();
      const commits = await readFile(commitsIn(folder), "utf8");
      await writeFile(commitsIn(folder), `${commits.split("\n")[0]!}\n`);
      await assert.rejects(open(), (error) => isPsephosError(error, "LOG_REWRITTEN"));
      await inFolder(async (other) => {
        await withLog(other, async (log) => {
          for (let index = 0; index < 9; index++) await log.append((sequence) => textOf(sequence + 100));
        });
        const rewritten = LogStore.open({ folder: other, anchored });
        await assert.rejects(rewritten, (error) => isPsephosError(error, "LOG_REWRITTEN"));
      });
    }));

  it("signs the head of each batch in the receipts, where it is given a key", () =>
    inFolder(async (folder) => {
      const heads: number[] = [];
      const place = { chainId: 1n, anchors: `0x${"00".repeat(20)}`, logId: 1n, signature: `0x${"00".repeat(65)}` };
      const signHead = async ({ size }: { size: number }) => {
        heads.push(size);
        return place;
      };
      const log = await LogStore.open({ folder, signHead });
      const receipts = await Promise.all(Array.from({ length: 5 }, () => log.append(textOf)));
      await log.close();
      assert.ok(receipts.every(({ signed }) => signed === place));
      assert.deepEqual(heads, [5]);
    }));

  it("refuses to go on when a write failed, and is whole when it is opened again", () =>
    inFolder(async (folder) => {
      const before = await fill(folder, [3]);
      const log = await LogStore.open({ folder });
      // Closed files stand for a disk that takes nothing more.
      await log.close();
      const failed = (error: unknown) => isPsephosError(error, "FILE_UNWRITABLE");
      await assert.rejects(log.append(textOf), failed);
      await assert.rejects(log.append(textOf), failed);
      await withLog(folder, async (again) => assert.deepEqual(again.head, before));
    }));

  it("keeps every acknowledged entry when its process is killed at any moment, and goes on", () =>
    inFolder(async (folder) => {
      for (const waitFor of [1, 20, 60]) {
        const acknowledged = await killWhileAppending(folder, waitFor);
        await withLog(folder, async (log) => {
          assert.ok(acknowledged >= waitFor && log.head.size >= acknowledged);
          assert.deepEqual(await readAll(log), expected(log.head.size));
          await log.append(textOf);
        });
      }
    }));
});

/** Kills a process in the midst of its appends. How many entries it had been told are safe. */
function killWhileAppending(folder: string, waitFor: number): Promise<number> {
  const script = join(import.meta.dirname, "append-forever.ts");
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  const count = () => Number(told.split("\n").at(-2) ?? 0);
  let first: number | undefined;
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      first ??= count();
      if (count() >= first + waitFor) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", () => resolve(count()));
  });
}
