/** The part of ffjavascript that writes WebAssembly: only what is used here, as it behaves. */
declare module "ffjavascript" {
  /** Bytes of WebAssembly code, an operand or an instruction with its operands. */
  export type WasmCode = number[];

  type Unary = (operand: WasmCode) => WasmCode;
  type Binary = (left: WasmCode, right: WasmCode) => WasmCode;
  type Load = (address: WasmCode, offset?: number, align?: number) => WasmCode;

  export interface CodeBuilder
    extends
      Record<"i32_add" | "i32_sub" | "i32_mul" | "i32_and" | "i32_or" | "i32_eq" | "i32_shl" | "i32_shr_u", Binary>,
      Record<"i64_add" | "i64_sub" | "i64_mul" | "i64_and" | "i64_or" | "i64_shl" | "i64_shr_u" | "i64_shr_s", Binary>,
      Record<"i32_load" | "i64_load" | "i64_load32_u", Load> {
    readonly i32_eqz: Unary;
    i32_const(value: number): WasmCode;
    i64_const(value: number): WasmCode;
    getLocal(name: string): WasmCode;
    setLocal(name: string, value: WasmCode): WasmCode;
    teeLocal(name: string, value: WasmCode): WasmCode;
    i32_store(address: WasmCode, value: WasmCode): WasmCode;
    i32_store(address: WasmCode, offset: number, value: WasmCode): WasmCode;
    i64_store(address: WasmCode, offset: number, align: number, value: WasmCode): WasmCode;
    i64_store32(address: WasmCode, offset: number, value: WasmCode): WasmCode;
    call(name: string, ...operands: WasmCode[]): WasmCode;
    if(condition: WasmCode, then: WasmCode): WasmCode;
    block(body: WasmCode): WasmCode;
    loop(...body: WasmCode[]): WasmCode;
    br(depth: number): WasmCode;
    br_if(depth: number, condition: WasmCode): WasmCode;
  }

  export interface FunctionBuilder {
    addParam(name: string, type: "i32" | "i64"): void;
    addLocal(name: string, type: "i32" | "i64"): void;
    setReturnType(type: "i32" | "i64"): void;
    addCode(...code: WasmCode[]): void;
    getCodeBuilder(): CodeBuilder;
  }

  export interface ModuleBuilder {
    addFunction(name: string): FunctionBuilder;
    exportFunction(name: string): void;
    /** Takes memory, aligned to 8 bytes, and fills it. */
    alloc(size: number, bytes?: readonly number[]): number;
  }

  /** `plugins` adds functions to the module. */
  export function getCurveFromName(
    name: "bn128",
    options?: { singleThread?: boolean },
    plugins?: (module: ModuleBuilder) => void,
  ): Promise<PairingCurve>;
}
