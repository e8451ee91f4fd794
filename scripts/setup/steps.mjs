import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { areDependenciesInstalled } from "./dependencies.mjs";
import { NODE_24, ROOT } from "./paths.mjs";
import { run } from "./run.mjs";
import { contentHash, isDone, markDone } from "./stamp.mjs";

/**
 * @typedef {(line: string) => void} Report
 * @typedef {{ title: string, isDone: () => boolean, run: (report: Report) => Promise<void> }} SetupStep
 */

/** The version that package.json pins: it installs the dependencies where the system's own Node is too old to. */
const NODE_PACKAGE = "node@24.21.0";
const HARDHAT = "node_modules/hardhat/dist/src/cli.js";

/** @type {SetupStep} */
const dependencies = {
  title: "dependencies from npm",
  isDone: () => areDependenciesInstalled(ROOT),
  async run() {
    const isOld = Number(process.versions.node.split(".")[0]) < 22;
    await run(...(isOld ? npx(["-y", "-p", NODE_PACKAGE, "--", "npm", "ci"]) : npm(["ci"])), { cwd: ROOT });
    if (!areDependenciesInstalled(ROOT))
      throw new Error("npm ci ended well, but node_modules differs from package-lock.json");
  },
};

/** @type {SetupStep} */
const node24 = {
  title: "Node 24",
  isDone: () =>
    existsSync(NODE_24) && spawnSync(NODE_24, ["--version"], { encoding: "utf8" }).stdout.startsWith("v24."),
  async run() {
    // Install scripts are off for every package (.npmrc); this one's fetches the program for this machine.
    await run(...npm(["rebuild", "node", "--ignore-scripts=false"]), { cwd: ROOT });
    if (!node24.isDone()) throw new Error(`${NODE_24} does not run`);
  },
};

/** @param {readonly string[]} args @returns {[string, readonly string[]]} */
function npm(args) {
  return [process.platform === "win32" ? "npm.cmd" : "npm", args];
}

/** @param {readonly string[]} args @returns {[string, readonly string[]]} */
function npx(args) {
  return [process.platform === "win32" ? "npx.cmd" : "npx", args];
}

/**
 * A step that Node 24 runs and that a stamp remembers.
 *
 * @param {{ name: string, title: string, command: readonly string[], inputs: readonly string[], outputs: readonly string[] }} step
 * @returns {SetupStep}
 */
function built({ name, title, command, inputs, outputs }) {
  const step = { root: ROOT, stamp: `build/setup/${name}.json`, inputs: [...inputs, "package-lock.json"], outputs };
  return {
    title,
    isDone: () => isDone(step),
    async run(report) {
      const hash = contentHash(ROOT, step.inputs);
      await run(NODE_24, command, { cwd: ROOT, onLine: report });
      markDone(step, hash);
    },
  };
}

const GENERATORS = ["scripts/generate.ts", "scripts/generate", "src/protocol/params.ts", "circuits/circuits.json"];

/** In this order: circuits and contracts include generated constants, and the rest is generated from both. */
export const STEPS = [
  dependencies,
  node24,
  built({
    name: "constants",
    title: "generated constants are fresh",
    command: ["scripts/generate.ts", "--check", "constants"],
    inputs: [...GENERATORS, "circuits/generated", "contracts/generated", "src/generated/signals.ts"],
    outputs: [],
  }),
  built({
    name: "circuits",
    title: "circuits and their development keys",
    command: ["scripts/build-circuits.ts"],
    inputs: ["circuits", "scripts/build-circuits.ts", "scripts/circuits"],
    outputs: ["build/circuits"],
  }),
  built({
    name: "contracts",
    title: "contracts",
    command: [HARDHAT, "build", "--no-tests"],
    inputs: ["contracts", "hardhat.config.ts"],
    outputs: ["build/artifacts"],
  }),
  built({
    name: "generated",
    title: "generated interfaces and artifact hashes are fresh",
    command: ["scripts/generate.ts", "--check"],
    inputs: [
      ...GENERATORS,
      "circuits",
      "contracts",
      "src/generated",
      "build/setup/circuits.json",
      "build/setup/contracts.json",
    ],
    outputs: [],
  }),
  built({
    name: "database",
    title: "the database that new folders begin with",
    command: ["scripts/build-database.ts"],
    inputs: ["scripts/build-database.ts"],
    outputs: ["build/database.tar"],
  }),
  built({
    name: "portal",
    title: "the portal's pages",
    command: ["scripts/build-portal.ts"],
    inputs: [
      "scripts/build-portal.ts",
      "scripts/portal",
      "src",
      "build/setup/circuits.json",
      "build/setup/contracts.json",
    ],
    outputs: ["build/portal"],
  }),
];
