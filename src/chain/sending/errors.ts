import { Interface, isError, type ErrorDescription, type ErrorFragment } from "ethers";
import { ABI } from "../../generated/abi.ts";
import { isPsephosError, PsephosError, type ErrorCode, type ErrorDetail } from "../../errors.ts";
import { refusalOf } from "./refusals.ts";

/** Custom errors of all contracts: a revert may come from another contract than the one that was called. */
const ERRORS = new Interface([...errorsByName().values()]);

/**
 * What went wrong on the chain, as an error that says what to do. A contract's refusal keeps the name of its custom error
 * in `detail.error` and its arguments under their names.
 */
export function toPsephosError(error: unknown): PsephosError {
  if (isPsephosError(error)) return error;
  const data = revertData(error);
  if (data !== undefined) return contractRefusal(data, error);
  if (isError(error, "INSUFFICIENT_FUNDS"))
    return failure("FUNDS_INSUFFICIENT", "The account cannot pay for this transaction. Send it coins.", error);
  if (isError(error, "NONCE_EXPIRED") || isError(error, "REPLACEMENT_UNDERPRICED")) {
    return failure(
      "TRANSACTION_FAILED",
      "Another transaction of the same account came in between. Send again, from one program at a time.",
      error,
    );
  }
  if (isError(error, "TIMEOUT"))
    return failure("CHAIN_TIMEOUT", "The chain did not answer in time. Try again, or use another node.", error);
  if (isDisconnected(error) || isError(error, "SERVER_ERROR")) {
    return failure(
      "CHAIN_UNREACHABLE",
      "The connection to the chain broke. Check that it runs, then try again.",
      error,
    );
  }
  if (isError(error, "UNSUPPORTED_OPERATION") || isError(error, "BAD_DATA")) {
    return failure(
      "CHAIN_UNSUPPORTED",
      "The chain's answer has not the form of these contracts. Check the deployment file.",
      error,
    );
  }
  return failure("TRANSACTION_FAILED", `The chain refused: ${reason(error)}.`, error);
}

/** Awaits a call to the chain and translates its failure. */
export async function translating<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toPsephosError(error);
  }
}

/** The refusal that the contract's view would give, for readers of its events. */
export function unknown(
  error: "UnknownElection" | "UnknownCeremony" | "UnknownPolicy" | "UnknownEnrolment",
  args: ErrorDetail,
): PsephosError {
  const { code, message } = refusalOf(error, args);
  return new PsephosError(code, message, { detail: { ...args, error } });
}

function contractRefusal(data: string, cause: unknown): PsephosError {
  const description = parse(data);
  if (description === null) return failure("CONTRACT_REFUSED", `The contract refused (${data.slice(0, 10)}).`, cause);
  const args = argumentsOf(description);
  const { code, message } = refusalOf(description.name, args);
  return new PsephosError(code, message, { detail: { ...args, error: description.name }, cause });
}

function parse(data: string): ErrorDescription | null {
  return data === "0x" ? null : ERRORS.parseError(data);
}

function argumentsOf({ fragment, args }: ErrorDescription): ErrorDetail {
  return Object.fromEntries(fragment.inputs.map(({ name }, index) => [name, args[index] as string | bigint]));
}

/** Nodes and ethers put a revert's data in different places. */
function revertData(error: unknown): string | undefined {
  if (isError(error, "CALL_EXCEPTION") && typeof error.data === "string") return error.data;
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth++) {
    const { data, info, error: inner } = current as Record<string, unknown>;
    if (typeof data === "string" && /^0x(?:[0-9a-f]{2})*$/i.test(data) && data.length >= 10) return data;
    current = inner ?? info ?? (typeof data === "object" ? data : undefined);
  }
  return isError(error, "CALL_EXCEPTION") ? "0x" : undefined;
}

/** Nothing is at the other end: asking for less will not help. */
export function isDisconnected(given: unknown): boolean {
  const error = isPsephosError(given) ? given.cause : given;
  return isError(error, "NETWORK_ERROR") || connectionCode(error) !== undefined || isFailedFetch(error);
}

/** As browsers say it, each in its own words and without a code: Chromium, Firefox, Safari. */
function isFailedFetch(error: unknown): boolean {
  return error instanceof TypeError && /^(?:Failed to fetch|NetworkError when|Load failed)/.test(error.message);
}

function connectionCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^E(?:CONN|PIPE|TIMEDOUT|HOST|NOTFOUND|AI_)/.test(code) ? code : undefined;
}

function reason(error: unknown): string {
  return isError(error, "UNKNOWN_ERROR") || error instanceof Error
    ? ((error as { shortMessage?: string }).shortMessage ?? error.message).split("\n", 1)[0]!
    : "without a reason";
}

function failure(code: ErrorCode, message: string, cause: unknown): PsephosError {
  return new PsephosError(code, message, { cause });
}

function errorsByName(): Map<string, ErrorFragment> {
  const errors = new Map<string, ErrorFragment>();
  for (const abi of Object.values(ABI)) {
    new Interface(abi).forEachError((fragment) => errors.set(fragment.format(), fragment));
  }
  return errors;
}
