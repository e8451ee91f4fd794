/** Emphasis for terminals. Without a terminal, or with NO_COLOR set (no-color.org), every function returns its text as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const plain = (text: string): string => text;
const PLAIN: Style = { bold: plain, dim: plain, good: plain, bad: plain };

const wrapped = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;
const COLOURED: Style = {
  bold: wrapped(1, 22),
  dim: wrapped(2, 22),
  good: wrapped(32, 39),
  bad: wrapped(31, 39),
};

export function styleFor(input: { isTerminal: boolean; environment: NodeJS.ProcessEnv }): Style {
  const { isTerminal, environment } = input;
  const off = !isTerminal || (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return off ? PLAIN : COLOURED;
}
