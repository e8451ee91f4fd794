/** Types of the packages that ship none: only what is used here, as it behaves. */

declare module "snarkjs" {
  /** Decimal strings, as snarkjs writes all numbers. */
  export type Decimal = string;

  export interface Groth16Proof {
    pi_a: Decimal[];
    pi_b: Decimal[][];
    pi_c: Decimal[];
    protocol: string;
    curve: string;
  }

  export interface Groth16VerifyingKey {
    protocol: string;
    curve: string;
    nPublic: number;
    vk_alpha_1: Decimal[];
    vk_beta_2: Decimal[][];
    vk_gamma_2: Decimal[][];
    vk_delta_2: Decimal[][];
    vk_alphabeta_12: Decimal[][][];
    IC: Decimal[][];
  }

  export interface SnarkjsLogger {
    debug(message: string): void;
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  }

  /** A path, the bytes, or a place in memory that receives them. */
  export type BinaryFile = string | Uint8Array | { type: "mem"; data?: Uint8Array };

  export type SignalInput = bigint | number | string | readonly SignalInput[];

  export const groth16: {
    prove(
      provingKey: BinaryFile,
      witness: BinaryFile,
      logger?: SnarkjsLogger,
      options?: { singleThread?: boolean },
    ): Promise<{ proof: Groth16Proof; publicSignals: Decimal[] }>;
    fullProve(
      input: Readonly<Record<string, SignalInput>>,
      wasm: BinaryFile,
      provingKey: BinaryFile,
      logger?: SnarkjsLogger,
    ): Promise<{ proof: Groth16Proof; publicSignals: Decimal[] }>;
    verify(
      verifyingKey: Groth16VerifyingKey,
      publicSignals: readonly Decimal[],
      proof: Groth16Proof,
      logger?: SnarkjsLogger,
    ): Promise<boolean>;
  };

  export const wtns: {
    calculate(input: Readonly<Record<string, SignalInput>>, wasm: BinaryFile, witness: BinaryFile): Promise<void>;
    check(r1cs: BinaryFile, witness: BinaryFile, logger?: SnarkjsLogger): Promise<boolean>;
    exportJson(witness: BinaryFile): Promise<bigint[]>;
  };

  export const zKey: {
    /** On failure tells the logger and resolves to −1. */
    newZKey(r1cs: BinaryFile, powersOfTau: BinaryFile, zkey: BinaryFile, logger?: SnarkjsLogger): Promise<unknown>;
    /** On failure tells the logger and resolves to false. */
    beacon(
      old: BinaryFile,
      next: BinaryFile,
      name: string,
      beaconHex: string,
      iterationsExponent: number,
      logger?: SnarkjsLogger,
    ): Promise<unknown>;
    exportVerificationKey(zkey: BinaryFile, logger?: SnarkjsLogger): Promise<Groth16VerifyingKey>;
    verifyFromR1cs(
      r1cs: BinaryFile,
      powersOfTau: BinaryFile,
      zkey: BinaryFile,
      logger?: SnarkjsLogger,
    ): Promise<boolean>;
  };

  export const curves: { getCurveFromName(name: "bn128"): Promise<{ terminate(): Promise<void> }> };
}

declare module "ffjavascript" {
  /** An element in the curve's own encoding (little endian, Montgomery form). */
  export type Element = Uint8Array;

  export interface PrimeField {
    readonly p: bigint;
    readonly n8: number;
    readonly zero: Element;
    readonly one: Element;
    e(value: bigint | number | string): Element;
    toObject(element: Element): bigint;
    fromObject(value: bigint): Element;
    toString(element: Element, radix?: number): string;
    add(a: Element, b: Element): Element;
    sub(a: Element, b: Element): Element;
    mul(a: Element, b: Element): Element;
    neg(a: Element): Element;
    inv(a: Element): Element;
    eq(a: Element, b: Element): boolean;
    isZero(a: Element): boolean;
  }

  export interface CurveGroup {
    readonly g: Element;
    readonly zero: Element;
    readonly F: { readonly n8: number };
    add(a: Element, b: Element): Element;
    sub(a: Element, b: Element): Element;
    neg(a: Element): Element;
    eq(a: Element, b: Element): boolean;
    isZero(a: Element): boolean;
    isValid(a: Element): boolean;
    timesScalar(base: Element, scalar: Uint8Array | bigint): Element;
    timesFr(base: Element, scalar: Element): Element;
    toAffine(a: Element): Element;
    fromObject(point: readonly unknown[]): Element;
    toObject(a: Element): unknown[];
    multiExpAffine(bases: Element, scalars: Element): Promise<Element>;
  }

  export interface PairingCurve {
    readonly q: bigint;
    readonly r: bigint;
    /** `code` is the WebAssembly module of the curve's arithmetic; a curve of several threads has none. */
    readonly tm: { readonly code: Uint8Array };
    readonly Fr: PrimeField;
    readonly G1: CurveGroup;
    readonly G2: CurveGroup;
    readonly Gt: { readonly one: Element; mul(a: Element, b: Element): Element; eq(a: Element, b: Element): boolean };
    prepareG1(point: Element): Element;
    prepareG2(point: Element): Element;
    millerLoop(preparedG1: Element, preparedG2: Element): Element;
    finalExponentiation(element: Element): Element;
    pairingEq(...arguments_: Element[]): Promise<boolean>;
    terminate(): Promise<void>;
  }

  export function getCurveFromName(name: "bn128", options?: { singleThread?: boolean }): Promise<PairingCurve>;
}

declare module "r1csfile" {
  /** Coefficient by wire. */
  export type LinearCombination = Record<string, bigint>;
  export interface R1cs {
    readonly prime: bigint;
    readonly nVars: number;
    readonly nOutputs: number;
    readonly nPubInputs: number;
    readonly nPrvInputs: number;
    readonly nConstraints: number;
    readonly constraints: readonly (readonly [LinearCombination, LinearCombination, LinearCombination])[];
    readonly F: { readonly p: bigint; toObject(element: unknown): bigint };
    readonly curve?: { terminate(): Promise<void> };
  }
  export function readR1cs(
    file: string,
    options: { loadConstraints?: boolean; loadMap?: boolean; loadCustomGates?: boolean; singleThread?: boolean },
  ): Promise<R1cs>;
}

declare module "circom2" {
  import type * as fs from "node:fs";

  export interface CompilerBindings {
    hrtime(): number;
    randomFillSync<T extends ArrayBufferView>(buffer: T, offset: number, size: number): T;
    fs: typeof fs;
  }
  export const bindings: Omit<CompilerBindings, "fs">;
  export class CircomRunner {
    constructor(options: {
      args: readonly string[];
      env: Readonly<Record<string, string>>;
      /** Folders of the host by the name under which the compiler sees them. */
      preopens: Readonly<Record<string, string>>;
      bindings: CompilerBindings;
    });
    execute(wasm: Uint8Array): Promise<unknown>;
  }
}
