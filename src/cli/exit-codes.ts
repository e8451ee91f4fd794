import { PsephosError, type ExitClass } from "../errors.ts";

/** What the exit code of every command means; `psephos --help` lists them. */
export const EXIT = { done: 0, saysNo: 1, usage: 2, refused: 3, environment: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF_CLASS: Record<ExitClass, ExitCode> = {
  input: EXIT.usage,
  refused: EXIT.refused,
  failed: EXIT.environment,
  environment: EXIT.environment,
};

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof PsephosError ? EXIT_OF_CLASS[error.exitClass] : EXIT.environment;
}
