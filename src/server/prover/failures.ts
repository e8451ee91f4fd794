import { isPsephosError, type ErrorCode } from "../../errors.ts";

/**
 * What a caller is told of a proof that was not made: these words, never an exception's own, which may quote what it stumbled over.
 */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  CIRCUIT_REFUSED:
    "The circuit refuses these inputs: they break one of its rules. Check them against the ballot or policy.",
  ARGUMENT_INVALID: "The inputs do not fit the circuit.",
  INTERRUPTED: "The work was stopped before it was done: it took too long, or the service is stopping. Ask again.",
  RANDOMNESS_BROKEN: "The service's random number source is broken, and nothing was made with it. Use another prover.",
  ARTIFACT_MISSING: "The service has no build of this circuit. Use another prover.",
  ARTIFACT_ALTERED: "The service's build of this circuit is not the pinned one. Use another prover.",
  PROVING_FAILED: "A thread of the service failed, or ran out of memory. Ask again.",
};

/** The codes above are the only ones that leave the prover. */
export function failureCode(error: unknown): ErrorCode {
  return isPsephosError(error) && error.code in MESSAGES ? error.code : "PROVING_FAILED";
}

export function failureMessage(code: ErrorCode): string {
  return MESSAGES[code] ?? "The service failed. Ask again.";
}

/** Whether the operator is to look, rather than the caller. */
export function isOwnFailure(code: ErrorCode): boolean {
  return code !== "CIRCUIT_REFUSED" && code !== "ARGUMENT_INVALID";
}
