import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import type { InterfaceAbi } from "ethers";

const ROOT = resolve(import.meta.dirname, "../../..");
const CACHE = resolve(ROOT, "build/twins");

export interface CompiledContract {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

/** One defence taken out: `find` must stand in the file exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/**
 * A contract of ours with defences taken out. A test of a defence shows its teeth by letting the attack pass on the twin.
 * Made from the sources as they stand, so that twin and original differ in nothing else.
 */
export function compileTwin({ contract, edits }: { contract: string; edits: readonly Edit[] }): CompiledContract {
  const sources = readSources(resolve(ROOT, "contracts"));
  for (const { file, find, replace } of edits) {
    const text = sources.get(file);
    if (text?.split(find).length !== 2) throw new Error(`"${find}" must stand in ${file} exactly once`);
    sources.set(
      file,
      text.replace(find, () => replace),
    );
  }
  return compile(sources, `contracts/${contract}.sol`, contract);
}

/** A contract of the test folder that makes internal library functions callable. */
export function compileHarness(name: string): CompiledContract {
  const sources = readSources(resolve(ROOT, "contracts"));
  const file = `test/contracts/harness/${name}.sol`;
  sources.set(file, readFileSync(resolve(ROOT, file), "utf8"));
  return compile(sources, file, name);
}

function readSources(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.name.endsWith(".sol"),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(ROOT, path), readFileSync(path, "utf8")];
    }),
  );
}

interface Solc {
  compile(input: string): string;
}

/** Compiling takes seconds: the result is kept under the hash of all that it depends on. */
function compile(sources: ReadonlyMap<string, string>, file: string, name: string): CompiledContract {
  const input = JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries([...sources].sort().map(([path, content]) => [path, { content }])),
    settings: {
      evmVersion: "cancun",
      viaIR: true,
      // Just enough for the stack to suffice: twins are compiled often and run little.
      optimizer: {
        enabled: true,
        runs: 1,
        details: { yul: true, yulDetails: { optimizerSteps: "dhfoDgvulfnTUtnIf:" } },
      },
      outputSelection: { [file]: { [name]: ["abi", "evm.bytecode.object"] } },
    },
  });
  const cached = join(CACHE, `${createHash("sha256").update(input).update(name).digest("hex")}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, "utf8")) as CompiledContract;

  const solc = createRequire(import.meta.url)("solc") as Solc;
  const output = JSON.parse(solc.compile(input)) as {
    errors?: { severity: string; formattedMessage: string }[];
    contracts?: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>;
  };
  const failures = (output.errors ?? []).filter(({ severity }) => severity === "error");
  const compiled = output.contracts?.[file]?.[name];
  if (failures.length > 0 || compiled === undefined) {
    throw new Error(`${name} does not compile: ${failures.map(({ formattedMessage }) => formattedMessage).join("\n")}`);
  }
  const result = { abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}` };
  mkdirSync(dirname(cached), { recursive: true });
  writeFileSync(`${cached}.${process.pid}`, JSON.stringify(result));
  renameSync(`${cached}.${process.pid}`, cached);
  return result;
}
