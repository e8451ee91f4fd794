export interface ProgressStep {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What changes from step to step, such as the time that is left. */
  readonly note?: string | undefined;
}

/** On a terminal one line that counts up; in a log a line for each tenth, so that logs stay readable. */
export function progressCounter(input: {
  stderr: { write(text: string): unknown };
  isTerminal: boolean;
}): (step: ProgressStep) => void {
  const { stderr, isTerminal } = input;
  let lastTenth = -1;
  let lastLabel = "";
  return ({ label, done, total, note }) => {
    const line = `${label}: ${done}/${total}${note === undefined ? "" : ` (${note})`}`;
    if (isTerminal) {
      stderr.write(`\r\u001b[K${line}${done >= total ? "\n" : ""}`);
      return;
    }
    if (label !== lastLabel) lastTenth = -1;
    lastLabel = label;
    const tenth = total === 0 ? 10 : Math.floor((done * 10) / total);
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    stderr.write(`${line}\n`);
  };
}
