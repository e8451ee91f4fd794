/** Columns that a text takes on a terminal: Chinese characters and full-width punctuation take two. */
export function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (WIDE.test(character) ? 2 : 1), 0);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Pieces that stay together: a Latin word with its space, or one wide character with the punctuation that follows it. */
const PIECES =
  /(?:[\u2e80-\u9fff\uff00-\uffef][，。：；？！）”、…]*)|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*[，。：；？！）”、]*|\s+/gu;

export interface WrapInput {
  readonly text: string;
  /** In front of the first line, and of the others. */
  readonly first: string;
  readonly rest: string;
  readonly columns: number;
}

/** Lines of at most `columns` columns, broken between words, or between any two Chinese characters. */
export function wrap({ text, first, rest, columns }: WrapInput): string[] {
  const lines = [first];
  let isFresh = true;
  for (const piece of text.match(PIECES) ?? []) {
    const line = lines.at(-1)!;
    const fits = isFresh || columnsOf(line) + columnsOf(piece.trimEnd()) <= columns;
    if (fits) lines[lines.length - 1] = line + piece;
    else lines.push(rest + piece);
    isFresh = false;
  }
  return lines.map((line) => line.trimEnd());
}
