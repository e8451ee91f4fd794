import { createRequire } from "node:module";

/**
 * Semaphore v4's and zk-kit's own implementations, as far as tests compare against them. They are loaded as CommonJS: their ES
 * modules import names from blakejs that Node does not find there.
 */
const require = createRequire(import.meta.url);

export interface Semaphore {
  readonly Group: new (members: readonly bigint[]) => { readonly root: bigint };
  readonly Identity: new (privateKey: Uint8Array | string) => {
    readonly secretScalar: bigint;
    readonly publicKey: [bigint, bigint];
    readonly commitment: bigint;
    export(): string;
  };
}

export interface EdDSAPoseidon {
  deriveSecretScalar(privateKey: Uint8Array): bigint;
  signMessage(privateKey: Uint8Array, message: bigint): { R8: [bigint, bigint]; S: bigint };
}

export function loadSemaphore(): Semaphore {
  return require("@semaphore-protocol/core") as Semaphore;
}

export function loadEdDSAPoseidon(): EdDSAPoseidon {
  return require("@zk-kit/eddsa-poseidon") as EdDSAPoseidon;
}
