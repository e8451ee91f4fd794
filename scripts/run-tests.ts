/**
 * All tests: mocha's, a file to a process and as many at once as there are cores, then the contracts' fuzz and invariant tests.
 * `run-tests.ts FILE…` runs these files alone.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { ROOT } from "./circuits/list.ts";

/** Folders of test/ with the longest files first, so that no core waits for one at the end. Others follow by name. */
const ORDER = ["e2e", "server", "circuits", "contracts", "chain", "roles", "proofs"];

const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync("test/**/*.test.ts", { cwd: ROOT }).sort(byOrder);
const hasSolidityTests = named.length === 0 && globSync("test/contracts/**/*.t.sol", { cwd: ROOT }).length > 0;

const jobs = String(availableParallelism());
runNode("node_modules/mocha/bin/mocha.js", ...(files.length > 1 ? ["--parallel", "--jobs", jobs] : []), ...files);
if (hasSolidityTests) runNode("node_modules/hardhat/dist/src/cli.js", "test", "solidity");

function byOrder(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(file: string): number {
  const folder = file.split("/")[1]?.split(".")[0] ?? "";
  return ORDER.includes(folder) ? ORDER.indexOf(folder) : ORDER.length;
}

function runNode(script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [resolve(ROOT, script), ...args], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
