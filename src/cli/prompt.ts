import { createInterface } from "node:readline/promises";
import { PsephosError } from "../errors.ts";
import { printable } from "./printable.ts";

/** The terminal as the prompts need it; tests put their own streams here. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WritableStream;
}

const stopped = (): PsephosError => new PsephosError("INTERRUPTED", "Stopped before anything was done.");

export function askLine({ input, output }: Terminal, question: string): Promise<string> {
  const lines = createInterface({ input, output });
  return new Promise((resolve, reject) => {
    lines.once("SIGINT", () => reject(stopped()));
    lines.once("close", () => reject(stopped()));
    lines.question(printable(question)).then((answer) => resolve(answer.trim()), reject);
  }).finally(() => lines.close()) as Promise<string>;
}

const ENTER = ["\r", "\n"];
const INTERRUPT = "\u0003";
const END_OF_INPUT = "\u0004";
const ERASE = ["\u007f", "\b"];

/** Reads a line in raw mode: nothing typed reaches the screen or the scroll-back. */
export function askHidden({ input, output }: Terminal, question: string): Promise<string> {
  output.write(printable(question));
  input.setRawMode(true);
  input.setEncoding("utf8");
  input.resume();
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = (settle: () => void): void => {
      input.off("data", onData);
      input.setRawMode(false);
      input.pause();
      output.write("\n");
      settle();
    };
    const onData = (chunk: string): void => {
      for (const character of chunk) {
        if (ENTER.includes(character)) return finish(() => resolve(typed.join("")));
        if (character === INTERRUPT || character === END_OF_INPUT) return finish(() => reject(stopped()));
        if (ERASE.includes(character)) typed = typed.slice(0, -1);
        else if (character >= " ") typed.push(character);
      }
    };
    input.on("data", onData);
  });
}
