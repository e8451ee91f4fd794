import { CircomRunner, bindings } from "circom2";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { basename, join, posix, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const CACHE = resolve(ROOT, "build/test-circuits");
const MAIN_FILE = "circuit.circom";
const require = createRequire(import.meta.url);

/** Replaces `from`, which occurs once in the file (below circuits/, or circomlib/), by `to`. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Main {
  readonly file: string;
  /** A template of the test's own around those of the file. */
  readonly wrapper?: string;
  readonly template: string;
  readonly parameters: readonly (number | string)[];
  readonly publicSignals: readonly string[];
}

export type Purpose = keyof typeof FLAGS;

const FLAGS = {
  constraints: ["--O1", "--r1cs"],
  generator: ["--O0"],
} as const;

export interface Compilation {
  readonly main: Main;
  readonly edits: readonly Edit[];
  /**
   * `constraints`: an r1cs that is the built one's equal, but with linear constraints left as they are, so that they
   * can be followed and more signals can be cheated with. `generator`: the cheater's witness generator, which computes
   * every signal and checks nothing, as all `===` and `assert` are taken out, and drops no signal.
   */
  readonly purpose: Purpose;
}

const COMPILED_ONCE = new Map<string, Promise<string>>();

/** Folder with circuit.r1cs, circuit.sym and circuit.wasm of this compilation, from an earlier run if nothing changed. */
export function compile(compilation: Compilation): Promise<string> {
  const key = JSON.stringify(compilation);
  const known = COMPILED_ONCE.get(key);
  if (known !== undefined) return known;
  const sources = editedSources(compilation);
  const hash = createHash("sha256")
    .update(JSON.stringify([sources, compilation.purpose]))
    .digest("hex")
    .slice(0, 24);
  const folder = join(CACHE, hash);
  const running = compileSources(sources, compilation.purpose, folder);
  COMPILED_ONCE.set(key, running);
  return running;
}

type Sources = Record<string, string>;

async function compileSources(sources: Sources, purpose: Purpose, folder: string): Promise<string> {
  if (fs.existsSync(folder)) return folder;
  const aside = `${folder}.${process.pid}`;
  for (const [name, text] of Object.entries(sources)) {
    fs.mkdirSync(resolve(aside, "sources", name, ".."), { recursive: true });
    fs.writeFileSync(resolve(aside, "sources", name), text);
  }
  await runCompiler(aside, purpose);
  fs.renameSync(join(aside, "circuit_js/circuit.wasm"), join(aside, "circuit.wasm"));
  if (fs.existsSync(folder)) fs.rmSync(aside, { recursive: true });
  else fs.renameSync(aside, folder);
  return folder;
}

async function runCompiler(folder: string, purpose: Purpose): Promise<void> {
  const log: string[] = [];
  const compiler = new CircomRunner({
    args: [`/twin/sources/${MAIN_FILE}`, "--wasm", "--sym", ...FLAGS[purpose], "-l", "/twin/sources", "-o", "/twin"],
    env: {},
    preopens: { "/twin": folder },
    bindings: { ...bindings, fs: withOutputIn(log) },
  });
  try {
    await compiler.execute(fs.readFileSync(require.resolve("circom2/circom.wasm")));
  } catch (cause) {
    fs.rmSync(folder, { recursive: true });
    throw new Error(`the twin in ${folder} does not compile:\n${log.join("")}`, { cause });
  }
}

function withOutputIn(log: string[]): typeof fs {
  const writeSync = (descriptor: number, data: Uint8Array, ...position: (number | null)[]): number => {
    if (descriptor !== 1 && descriptor !== 2) return fs.writeSync(descriptor, data, ...position.slice(0, 3));
    log.push(Buffer.from(data).toString("utf8"));
    return data.byteLength;
  };
  return { ...fs, writeSync } as typeof fs;
}

function editedSources({ main, edits, purpose }: Compilation): Sources {
  const sources = readSources();
  for (const { file, from, to } of edits) {
    const text = sources[file];
    if (text === undefined) throw new Error(`an edit names ${file}, which does not exist`);
    if (text.split(from).length !== 2) throw new Error(`"${from}" does not occur exactly once in ${file}`);
    sources[file] = text.replace(from, () => to);
  }
  if (purpose === "generator") {
    for (const [file, text] of Object.entries(sources)) sources[file] = withoutChecks(text);
  }
  sources[MAIN_FILE] = `pragma circom 2.2.0;
include "${main.file}";
${main.wrapper ?? ""}
component main {public [${main.publicSignals.join(", ")}]} = ${main.template}(${main.parameters.join(", ")});
`;
  return reachable(sources);
}

/** What the main file includes, directly or not: all that a twin depends on. */
function reachable(sources: Sources): Sources {
  const found: Sources = {};
  const visit = (file: string): void => {
    const text = sources[file];
    if (found[file] !== undefined || text === undefined) return;
    found[file] = text;
    for (const [, target] of text.matchAll(/^include "([^"]+)";/gm)) {
      visit(target as string);
      visit(posix.join(posix.dirname(file), target as string));
    }
  };
  visit(MAIN_FILE);
  return found;
}

function withoutChecks(text: string): string {
  const code = text.replace(/\/\*.*?\*\//gs, "");
  const unchecked = code.replace(/^[^;\n/]*(?:(?<!=)===(?!=)|\bassert\()[^;]*;/gm, "");
  // Without blank lines: a source from which only a check was cut then is the same as the uncut one, and compiled once.
  return unchecked.replace(/^\s*\n/gm, "");
}

const CIRCOMLIB = ["poseidon", "poseidon_constants", "bitify", "comparators", "aliascheck", "compconstant", "binsum"];

function readSources(): Sources {
  const sources: Sources = {};
  const circuits = resolve(ROOT, "circuits");
  for (const entry of fs.readdirSync(circuits, { recursive: true, encoding: "utf8" })) {
    if (entry.endsWith(".circom")) sources[entry] = fs.readFileSync(join(circuits, entry), "utf8");
  }
  const library = resolve(require.resolve("circomlib/package.json"), "../circuits");
  for (const name of CIRCOMLIB) {
    sources[`circomlib/circuits/${name}.circom`] = fs.readFileSync(join(library, `${name}.circom`), "utf8");
  }
  return sources;
}

/** Used by tests that look for words in the sources themselves. */
export function ownSources(): Sources {
  return Object.fromEntries(Object.entries(readSources()).filter(([file]) => !file.startsWith("circomlib/")));
}

export const circuitFolder = (name: string): string => resolve(ROOT, "build/circuits", basename(name));
