import { isPsephosError } from "../../errors.ts";
import { toPsephosError } from "../../chain/sending/errors.ts";

/**
 * A failure as it leaves the worker. What ethers threw past everybody, such as a number that no contract gives, leaves under a code that
 * people are told in their language; what is nobody's refusal stays the fault that it is.
 */
export function refusalOf(error: unknown): unknown {
  return !isPsephosError(error) && isOfEthers(error) ? toPsephosError(error) : error;
}

function isOfEthers(error: unknown): boolean {
  const { code, shortMessage } = (error ?? {}) as { readonly code?: unknown; readonly shortMessage?: unknown };
  return error instanceof Error && typeof code === "string" && typeof shortMessage === "string";
}
