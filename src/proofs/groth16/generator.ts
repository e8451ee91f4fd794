import type { InputSizes } from "./circuit-inputs.ts";

/** What Circom's compiler exports from a witness generator. Numbers pass through a shared window of 32-bit limbs. */
export interface GeneratorExports extends InputSizes {
  readonly memory: WebAssembly.Memory;
  init(sanityCheck: number): void;
  setInputSignal(nameHigh: number, nameLow: number, position: number): void;
  getWitnessSize(): number;
  getWitness(wire: number): void;
  readSharedRWMemory(limb: number): number;
  writeSharedRWMemory(limb: number, value: number): void;
  getMessageChar(): number;
}

/** Stops a generator, which cannot go on; carries no input. */
export class GeneratorStop extends Error {}

const MAX_MESSAGE_LENGTH = 1000;

/** A fresh generator; `onMessage` gets what it says of a broken constraint, which names a template and a line, never a value. */
export async function instantiateGenerator(
  module: WebAssembly.Module,
  onMessage: (message: string) => void = () => undefined,
): Promise<GeneratorExports> {
  // The imports call back into the exports, which only come to be with them.
  const made: { exports?: GeneratorExports } = {};
  const runtime = {
    exceptionHandler: (): never => {
      throw new GeneratorStop();
    },
    printErrorMessage: () => {
      if (made.exports !== undefined) onMessage(readMessage(made.exports));
    },
    // Logs of a circuit may hold inputs: read so that the buffer empties, then dropped.
    writeBufferMessage: () => {
      if (made.exports !== undefined) readMessage(made.exports);
    },
    showSharedRWMemory: () => undefined,
  };
  const instance = await WebAssembly.instantiate(module, { runtime });
  // What WebAssembly exports has no types: these are the functions of circom's own generators, of the version that is locked.
  made.exports = instance.exports as unknown as GeneratorExports;
  return made.exports;
}

function readMessage(generator: GeneratorExports): string {
  let message = "";
  for (
    let code = generator.getMessageChar();
    code !== 0 && message.length < MAX_MESSAGE_LENGTH;
    code = generator.getMessageChar()
  ) {
    message += String.fromCharCode(code);
  }
  return message;
}
