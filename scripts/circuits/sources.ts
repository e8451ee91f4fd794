import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ROOT, signalName, type CircuitSource } from "./list.ts";

/** Where `include` looks, after the including file's own folder: the same two places that the compiler is given. */
export interface SourceFolders {
  /** The project's templates. */
  readonly circuits: string;
  /** The installed packages: `include "circomlib/circuits/poseidon.circom"`. */
  readonly library: string;
}

export const MAIN_FILE = "circuit.circom";

export function mainFile({ file, template, parameters, publicSignals }: CircuitSource): string {
  const signals = publicSignals.map(signalName).join(", ");
  return `pragma circom 2.2.0;
include "${file}";
component main {public [${signals}]} = ${template}(${parameters.join(", ")});
`;
}

/** All that decides what a build gives: main file, every source it reaches, compiler, set-up and this recipe's version. */
export function inputsHash(circuit: CircuitSource, folders: SourceFolders): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([RECIPE, versionOf("circom2"), versionOf("snarkjs"), mainFile(circuit)]));
  for (const source of reachableSources(resolve(folders.circuits, circuit.file), folders)) {
    hash.update(createHash("sha256").update(readFileSync(source)).digest());
  }
  return hash.digest("hex");
}

/** Raised by hand when the steps of the build change what they give. */
const RECIPE = "psephos circuit build 1";

/** Depth first, in the order of the includes, each file once. */
function reachableSources(entry: string, folders: SourceFolders): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, target] of readFileSync(file, "utf8").matchAll(/^\s*include\s+"([^"]+)"/gm)) {
      const candidates = [dirname(file), folders.circuits, folders.library].map((folder) =>
        resolve(folder, target ?? ""),
      );
      const source = candidates.find((candidate) => existsSync(candidate));
      if (source === undefined) throw new Error(`${file} includes "${target}", which does not exist`);
      visit(source);
    }
  };
  if (!existsSync(entry)) throw new Error(`circuits.json names ${entry}, which does not exist`);
  visit(entry);
  return [...found];
}

function versionOf(packageName: string): string {
  const file = resolve(ROOT, "node_modules", packageName, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
