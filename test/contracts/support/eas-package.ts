import { createRequire } from "node:module";
import type * as EasSdk from "@ethereum-attestation-service/eas-sdk";
import type { InterfaceAbi } from "ethers";
import type { CompiledContract } from "./twin.ts";

const load = createRequire(import.meta.url);

/** The Attestation Service's own SDK. What it offers to `import` does not run on Node, what it offers to `require` does. */
export const sdk = load("@ethereum-attestation-service/eas-sdk") as typeof EasSdk;

/** A contract as the service's package brings it compiled. */
export function easArtifact(name: string, folder = ""): CompiledContract {
  const place = `@ethereum-attestation-service/eas-contracts/artifacts/contracts/${folder}${name}.sol/${name}.json`;
  return load(place) as { abi: InterfaceAbi; bytecode: string };
}
