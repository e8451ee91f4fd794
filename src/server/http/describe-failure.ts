import { isPsephosError } from "../../errors.ts";

const MAX_CAUSES = 4;
const MAX_FRAMES = 12;

/** Where and of what kind a failure is. Messages are left out: those of libraries quote what they could not read, which may be a caller's. */
export function describeFailure(error: unknown): readonly string[] {
  const lines: string[] = [];
  for (let cause = error, depth = 0; cause !== undefined && depth < MAX_CAUSES; depth += 1) {
    if (!(cause instanceof Error)) return [...lines, `thrown: ${typeof cause}`];
    lines.push(nameOf(cause), ...framesOf(cause));
    cause = cause.cause;
  }
  return lines;
}

function nameOf(error: Error): string {
  if (isPsephosError(error)) return error.code;
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}

function framesOf(error: Error): readonly string[] {
  const lines = (error.stack ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, MAX_FRAMES);
}
