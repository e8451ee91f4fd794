/** TypeScript declares WebAssembly for browsers alone, with all their globals; this is the part used here. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  class Memory {
    constructor(limits: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** In pages of 65,536 bytes; returns the old size. */
    grow(pages: number): number;
  }

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, unknown>;
  }

  type Imports = Record<string, Record<string, unknown>>;

  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
}
