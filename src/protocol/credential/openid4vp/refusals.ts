import type { z } from "zod";
import { PsephosError } from "../../../errors.ts";

/** The error for a request that failed the form: what is not supported first, then what is malformed; `member` is the path. */
export function requestError({ issues }: z.ZodError): PsephosError {
  const [issue] = [...issues.filter(isUnsupported), ...issues];
  if (issue === undefined) return malformedRequest({ member: "", reason: "wrong form" });
  const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const member = [...issue.path, ...key].map(String).join(".");
  if (isUnsupported(issue)) {
    return unsupportedRequest({ member, reason: key.length > 0 ? "it is not a known member" : issue.message });
  }
  return malformedRequest({ member, reason: issue.message });
}

/** `member` is the path within the request, with points. */
export function unsupportedRequest({ member, reason }: { member: string; reason: string }): PsephosError {
  return new PsephosError("PRESENTATION_REQUEST_UNSUPPORTED", `${member} is not supported: ${reason}.`, {
    detail: { member },
  });
}

export function malformedRequest({ member, reason }: { member: string; reason: string }): PsephosError {
  const where = member === "" ? "the whole" : member;
  return new PsephosError(
    "PRESENTATION_REQUEST_MALFORMED",
    `The presentation request is not valid: ${where}: ${reason}.`,
    {
      detail: { member },
    },
  );
}

function isUnsupported(issue: z.core.$ZodIssue): boolean {
  return issue.code === "unrecognized_keys" || (issue.code === "custom" && issue.params?.unsupported === true);
}
