import { isPsephosError } from "../../errors.ts";

/** What was read of several small files of this device. */
export interface ReadEach<T> {
  readonly whole: readonly T[];
  /** Names of those that cannot be read; they are told, and can be removed. */
  readonly damaged: readonly string[];
}

/** Reads each on its own: a file that a failing disk or a closed tab left damaged hides no other. */
export async function readEach<T>(names: readonly string[], read: (name: string) => Promise<T>): Promise<ReadEach<T>> {
  const outcomes = await Promise.all(names.map((name) => unlessDamaged(name, read)));
  return {
    whole: outcomes.flatMap((outcome) => ("content" in outcome ? [outcome.content] : [])),
    damaged: outcomes.flatMap((outcome) => ("damaged" in outcome ? [outcome.damaged] : [])),
  };
}

async function unlessDamaged<T>(
  name: string,
  read: (name: string) => Promise<T>,
): Promise<{ content: T } | { damaged: string }> {
  try {
    return { content: await read(name) };
  } catch (error) {
    if (isPsephosError(error)) return { damaged: name };
    throw error;
  }
}
