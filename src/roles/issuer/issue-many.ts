import { PsephosError, type ErrorCode } from "../../errors.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import { parseCredentialRequest, type CredentialRequest } from "../../protocol/credential/credential-request.ts";
import { lookAlikeKey } from "../../protocol/text.ts";
import { checkIssuingTerms, issueCredential, type IssuingTerms } from "./issue-credential.ts";
import { parseSubjects, type SubjectLine } from "./subjects.ts";

/** A text that should be a request, and where it was found: a file's name, or a line of a file. */
export interface RequestText {
  readonly source: string;
  readonly text: string;
}

/** One for each line of the table and each request that could not be used. Holds references, and nothing else of a person. */
export type IssuingReport = readonly ReportLine[];

export interface ReportLine {
  /** Of the table, or the source of a request. */
  readonly line: number | string;
  readonly reference?: string;
  readonly outcome: "ok" | ErrorCode;
  /** Why not, in a sentence. */
  readonly reason?: string;
  readonly credentialId?: string;
}

export interface IssuedMany {
  readonly credentials: readonly Credential[];
  readonly report: IssuingReport;
  readonly okCount: number;
}

/**
 * Issues what can be issued, one line at a time: a line that fails changes nothing and stops no other. Lines are matched with
 * requests by reference; two lines or two requests of one reference are refused both, for nobody knows which is right.
 */
export function issueMany(
  terms: IssuingTerms,
  { table, requests }: { table: string; requests: readonly RequestText[] },
): IssuedMany {
  checkIssuingTerms(terms);
  const subjects = parseSubjects(table, terms.key.schema);
  const sorted = sortRequests(requests);
  const linesOf = Map.groupBy(subjects, ({ reference }) => lookAlikeKey(reference));
  const credentials: Credential[] = [];
  const report = subjects.map((subject): ReportLine => {
    const person = lookAlikeKey(subject.reference);
    const { line, reference } = subject;
    try {
      checkLine(subject, linesOf.get(person)!);
      const request = onlyRequest(sorted.byPerson.get(person), reference);
      const credential = issueCredential(terms, { request, subject: subject.subject });
      credentials.push(credential);
      return { line, reference, outcome: "ok", credentialId: credential.id };
    } catch (error) {
      return { line, reference, ...failure(error) };
    }
  });
  const strays = [...sorted.byPerson].filter(([person]) => !linesOf.has(person)).flatMap(([, list]) => list);
  const unused = strays.map(({ source, request }): ReportLine => {
    const reason = "The table has no line with the reference of this request.";
    return { line: source, reference: request.reference, outcome: "CREDENTIAL_NOT_ISSUED", reason };
  });
  return { credentials, report: [...report, ...sorted.unreadable, ...unused], okCount: credentials.length };
}

/** CSV of what was issued: whose credential has which id. */
export function issuedTable({ report }: IssuedMany, fileOf: (credential: { id: string }) => string): string {
  const rows = report.flatMap(({ reference = "", credentialId }) =>
    credentialId === undefined ? [] : [`"${reference.replaceAll('"', '""')}",${fileOf({ id: credentialId })}`],
  );
  return `${["reference,file", ...rows].join("\n")}\n`;
}

interface FoundRequest {
  readonly source: string;
  readonly request: CredentialRequest;
}

function sortRequests(requests: readonly RequestText[]) {
  const found: FoundRequest[] = [];
  const unreadable: ReportLine[] = [];
  for (const { source, text } of requests) {
    try {
      found.push({ source, request: parseCredentialRequest(text) });
    } catch (error) {
      unreadable.push({ line: source, ...failure(error) });
    }
  }
  return { byPerson: Map.groupBy(found, ({ request }) => lookAlikeKey(request.reference)), unreadable };
}

function checkLine({ fault }: SubjectLine, same: readonly SubjectLine[]): void {
  if (fault !== undefined) throw new PsephosError("SUBJECTS_MALFORMED", `The line cannot be used: ${fault}.`);
  if (same.length > 1) {
    const lines = same.map(({ line }) => line);
    const message = `Lines ${lines.join(", ")} have the same reference, or ones that look alike. Keep one.`;
    throw new PsephosError("SUBJECTS_MALFORMED", message, { detail: { lines } });
  }
}

function onlyRequest(found: readonly FoundRequest[] = [], reference: string): CredentialRequest {
  const [only, second] = found;
  if (only === undefined) throw new PsephosError("CREDENTIAL_NOT_ISSUED", "There is no request with this reference.");
  if (second !== undefined) {
    const sources = found.map(({ source }) => source);
    const message = `There are several requests with this reference: ${sources.join(", ")}. Keep the person's own.`;
    throw new PsephosError("CREDENTIAL_NOT_ISSUED", message, { detail: { sources } });
  }
  if (only.request.reference !== reference) {
    throw new PsephosError("CREDENTIAL_NOT_ISSUED", "The request's reference looks like this one and is another.");
  }
  return only.request;
}

/** Of what concerns one line; anything else is a fault of the program and ends the round, with nothing issued. */
function failure(error: unknown): { outcome: ErrorCode; reason: string } {
  if (!(error instanceof PsephosError)) throw error;
  return { outcome: error.code, reason: error.message };
}
