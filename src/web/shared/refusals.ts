import { transferHandlers } from "comlink";
import { isPsephosError, PsephosError, type ErrorCode, type ErrorDetail } from "../../errors.ts";

/** A failure on its way between worker and page. Classes do not survive the crossing: codes do. */
interface Carried {
  readonly refusal?: { readonly code: ErrorCode; readonly message: string; readonly detail: ErrorDetail };
  readonly fault?: string;
}

/** Makes errors arrive as what they were, `asRefusal` being what they leave as. Both sides call it before anything else. */
export function carryRefusals({
  asRefusal = (error) => error,
}: { asRefusal?: (error: unknown) => unknown } = {}): void {
  const handler = transferHandlers.get("throw");
  if (handler === undefined) throw new Error("comlink carries errors otherwise than it did");
  transferHandlers.set("throw", {
    canHandle: (value): value is unknown => handler.canHandle(value),
    serialize: (value: unknown) => [carried(asRefusal((value as { value: unknown }).value)), []],
    deserialize: (value: Carried): never => {
      throw arrived(value);
    },
  });
}

function carried(error: unknown): Carried {
  if (isPsephosError(error)) return { refusal: { code: error.code, message: error.message, detail: error.detail } };
  return { fault: error instanceof Error ? error.message : String(error) };
}

function arrived({ refusal, fault = "unknown" }: Carried): Error {
  if (refusal === undefined) return new Error(fault);
  return new PsephosError(refusal.code, refusal.message, { detail: refusal.detail });
}
