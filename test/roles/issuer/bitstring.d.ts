/** The part that tests use; the package has no types. */
declare module "@digitalbazaar/bitstring" {
  export class Bitstring {
    readonly length: number;
    constructor(options: { buffer: Uint8Array });
    static decodeBits(options: { encoded: string }): Promise<Uint8Array>;
    get(position: number): boolean;
  }
}
