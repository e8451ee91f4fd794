import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { JsonFragment } from "ethers";
import { ROOT } from "../circuits/list.ts";
import type { ContractArtifact } from "./abi.ts";

/** Contracts that the SDK talks to. Libraries and interfaces reach it through these. */
const CONTRACTS = [
  "Groth16Verifier",
  "RollRegistry",
  "KeyCeremony",
  "Elections",
  "IssuerRegistry",
  "PolicyRegistry",
  "AttestationRegistry",
  "Enrolments",
  "LogAnchors",
  "GoverningAuthority",
  "EasMirror",
];

export function readContracts(): ContractArtifact[] {
  return CONTRACTS.map((name) => {
    const file = resolve(ROOT, `build/artifacts/contracts/${name}.sol/${name}.json`);
    if (!existsSync(file)) throw new Error(`${name} is not built: run "npx hardhat build --no-tests" first`);
    const { abi } = JSON.parse(readFileSync(file, "utf8")) as { abi: JsonFragment[] };
    return { name, abi };
  });
}
