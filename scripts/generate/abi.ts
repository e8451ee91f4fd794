import { Interface, type ErrorFragment, type JsonFragment } from "ethers";

/** What the SDK needs of one of Hardhat's artifacts. */
export interface ContractArtifact {
  readonly name: string;
  readonly abi: readonly JsonFragment[];
}

export function abiModule(contracts: readonly ContractArtifact[]): string {
  const entries = contracts.map(({ name, abi }) => `  ${name}: ${JSON.stringify(abi)},`);
  return `/** Interfaces of the deployed contracts. */
export const ABI = {
${entries.join("\n")}
} as const;

export type ContractName = keyof typeof ABI;
`;
}

/** Selectors of all custom errors: a revert may come from another contract than the one that was called. */
export function errorsModule(contracts: readonly ContractArtifact[]): string {
  const signatures = new Map<string, string>();
  for (const error of contracts.flatMap(({ abi }) => errorsOf(abi))) {
    const known = signatures.get(error.selector);
    if (known !== undefined && known !== error.format()) {
      throw new Error(`errors ${known} and ${error.format()} share the selector ${error.selector}`);
    }
    signatures.set(error.selector, error.format());
  }
  const sorted = [...signatures].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return `/** Custom errors of all contracts by selector. */
export const CONTRACT_ERRORS = {
${sorted.map(([selector, signature]) => `  "${selector}": ${JSON.stringify(signature)},`).join("\n")}
} as const;

export type ContractErrorSelector = keyof typeof CONTRACT_ERRORS;
`;
}

function errorsOf(abi: readonly JsonFragment[]): ErrorFragment[] {
  const errors: ErrorFragment[] = [];
  new Interface(abi).forEachError((error) => errors.push(error));
  return errors;
}
