import type { Context } from "../../../src/cli/context.ts";
import { styleFor } from "../../../src/cli/style.ts";
import { fillText } from "../../../src/cli/text.ts";
import { PsephosError } from "../../../src/errors.ts";
import type { Prover } from "../../../src/proofs/prover.ts";

export interface PlainContext {
  readonly context: Context;
  /** What was said on the way. */
  readonly said: string[];
}

/** A run without a terminal, that tells what it says; anything else that a command would open is not there. */
export function plainContext(changes: Partial<Context> = {}): PlainContext {
  const said: string[] = [];
  const prover: Prover = {
    prove: () => Promise.reject(new PsephosError("PROVING_FAILED", "This prover is a stand-in.")),
    proveMany: () => Promise.reject(new PsephosError("PROVING_FAILED", "This prover is a stand-in.")),
    close: () => Promise.resolve(),
  };
  const context = {
    language: "en",
    interactive: false,
    style: styleFor({ isTerminal: false, environment: {} }),
    say: (text, values) => fillText({ text, language: "en", ...(values === undefined ? {} : { values }) }),
    progress: (line) => void said.push(line),
    confirm: ({ yes, question }) =>
      yes ? Promise.resolve() : Promise.reject(new PsephosError("CONFIRMATION_MISSING", question)),
    prover: () => prover,
    ...changes,
  } as Context;
  return { context, said };
}
