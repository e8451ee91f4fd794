/** The part of circomlibjs that is used; the package ships no types. */
declare module "circomlibjs" {
  export interface MontgomeryField {
    /** 32 bytes, Montgomery form, little-endian. */
    e(value: bigint): Uint8Array;
    toObject(bytes: Uint8Array): bigint;
  }
  export interface WasmPoseidon {
    (inputs: Uint8Array | readonly bigint[]): Uint8Array;
    readonly F: MontgomeryField;
  }
  export function buildPoseidon(): Promise<WasmPoseidon>;
}
