/**
 * Writes everything that follows from the hand-written sources. Later stages read what the build made of earlier ones:
 *
 *   constants   from src/protocol/params.ts and circuits/circuits.json
 *   artifacts   from build/circuits    (after scripts/build-circuits.ts)
 *   contracts   from build/artifacts   (after hardhat build)
 *
 * `generate.ts [stage…]` writes; `generate.ts --check [stage…]` compares and fails when a committed file is stale.
 */
import { parseArgs } from "node:util";
import { runScript } from "./system/run-script.ts";
import { readCircuits, ROOT } from "./circuits/list.ts";
import { readManifest } from "./circuits/manifest.ts";
import { abiModule, errorsModule } from "./generate/abi.ts";
import { artifactsModule } from "./generate/artifacts.ts";
import { circomConstants, circomCredentialConstants } from "./generate/circom-constants.ts";
import { readContracts } from "./generate/contracts.ts";
import { staleFiles, writeFiles, type GeneratedFiles } from "./generate/files.ts";
import { poseidonLibraries } from "./generate/poseidon/libraries.ts";
import { signalsModule } from "./generate/signals.ts";
import { solidityConstants } from "./generate/solidity-constants.ts";

const STAGES: Record<string, () => GeneratedFiles> = {
  constants: () => ({
    "circuits/generated/constants.circom": circomConstants(),
    "circuits/generated/credential-constants.circom": circomCredentialConstants(),
    "contracts/generated/Constants.sol": solidityConstants(readCircuits()),
    "src/generated/signals.ts": signalsModule(readCircuits()),
    ...poseidonLibraries(),
  }),
  artifacts: () => ({
    "src/generated/artifacts.ts": artifactsModule(readManifest(readCircuits())),
  }),
  contracts: () => {
    const contracts = readContracts();
    return {
      "src/generated/abi.ts": abiModule(contracts),
      "src/generated/errors.ts": errorsModule(contracts),
    };
  },
};

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true });

await runScript(async () => {
  const stages = positionals.length > 0 ? positionals : Object.keys(STAGES);
  const files = Object.assign({}, ...stages.map(runStage)) as GeneratedFiles;
  if (!values.check) {
    for (const file of await writeFiles(ROOT, files)) console.log(`wrote ${file}`);
    return;
  }
  const stale = await staleFiles(ROOT, files);
  if (stale.length > 0) throw new Error(`Stale: ${stale.join(", ")}\nRun "npm run generate" and commit the result.`);
});

function runStage(stage: string): GeneratedFiles {
  const run = STAGES[stage];
  if (run === undefined) throw new Error(`unknown stage "${stage}"; the stages are ${Object.keys(STAGES).join(", ")}`);
  return run();
}
