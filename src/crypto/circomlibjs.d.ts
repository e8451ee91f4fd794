/** The part of circomlibjs that is used, by the hash engine and by tests that compare against it; the package ships no types. */
declare module "circomlibjs" {
  export interface MontgomeryField {
    /** 32 bytes, Montgomery form, little-endian. */
    e(value: bigint): Uint8Array;
    toObject(bytes: Uint8Array): bigint;
  }
  export interface WasmPoseidon {
    (inputs: Uint8Array | readonly bigint[], capacity?: bigint): Uint8Array;
    readonly F: MontgomeryField;
  }
  export function buildPoseidon(): Promise<WasmPoseidon>;

  type WasmPoint = [Uint8Array, Uint8Array];
  export interface WasmBabyJub {
    readonly F: MontgomeryField;
    readonly Base8: WasmPoint;
    addPoint(left: WasmPoint, right: WasmPoint): WasmPoint;
    mulPointEscalar(point: WasmPoint, scalar: bigint): WasmPoint;
    inSubgroup(point: WasmPoint): boolean;
    inCurve(point: WasmPoint): boolean;
  }
  export function buildBabyjub(): Promise<WasmBabyJub>;
}
