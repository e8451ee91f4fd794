import type { ErrorCode } from "../../../errors.ts";
import { PsephosError } from "../../../errors.ts";
import { credentialJson, type Credential } from "../../../protocol/credential/credential-json.ts";
import type { AttributeValue } from "../../../protocol/credential/encoding.ts";
import { unixNow } from "../../../roles/clock.ts";
import { credentialFileName, issueToFile } from "../../../roles/issuer/hand-over.ts";
import { issueMany, type RequestText } from "../../../roles/issuer/issue-many.ts";
import { issueOne } from "../../../roles/issuer/issue-one.ts";
import { issuingTerms, type Allowances } from "../../../roles/issuer/issuing-terms.ts";
import { writtenText } from "../holder/passing.ts";
import { attended } from "../attendance.ts";
import { changeDesk, heldDesk, refreshDesk } from "./held-desk.ts";
import { lettersByReference, type LetterRequest } from "./letter-of.ts";
import { keepOutgoing, sendOutgoing, type Outgoing } from "./outbox.ts";
import { letterRequests } from "./requests.ts";

/** What the officer took from the department's own files. */
export interface Person {
  readonly reference: string;
  readonly subject: Readonly<Record<string, AttributeValue>>;
  readonly allowances: Allowances;
}

/** One line of a table, or one request, and what became of it. */
export interface TableLine {
  /** Of the table, from 1; undefined for a request. */
  readonly line: number | undefined;
  readonly reference: string | undefined;
  readonly outcome: "ok" | ErrorCode;
  readonly reason: string | undefined;
}

interface WholeTable {
  readonly table: string;
  readonly requests: string;
  readonly allowances: Allowances;
}

export interface IssuedTable {
  readonly lines: readonly TableLine[];
  readonly issued: number;
  /** Requests in the box that the table does not name: they stay there. */
  readonly left: number;
  /** Credentials for requests that came as files, one a line, to be handed over; empty if there are none. */
  readonly handOver: string;
}

const LETTER = "letter:";
/** A table of a few thousand persons, and requests of as many. */
const MAX_CHARACTERS = 20_000_000;

/** Signing. Nothing is issued that the ledger does not know, and of each round all or nothing is written. */
export const issuing = {
  /** Answers one request of the box. */
  async byLetter({ letterId, ...person }: Person & { letterId: string }): Promise<void> {
    const letter = (await letterRequests()).find((each) => each.letterId === letterId);
    if (letter === undefined) throw new PsephosError("CREDENTIAL_MISSING", "This request is not in the box any more.");
    const outgoing = await changeDesk(async (desk) => {
      const wish = { at: unixNow(), ...person.allowances };
      const { credentials } = issueOne(issuingTerms(desk, wish), { ...person, request: letter.text });
      return keepOutgoing([{ letterId, replyTo: letter.replyTo, credential: jsonOf(credentials[0]) }]);
    });
    await sendOutgoing(outgoing);
  },

  /** Answers a request that came as a file; the credential holds data in clear, for that person alone. */
  async byFile({ request, ...person }: Person & { request: string }): Promise<{ fileName: string; text: string }> {
    let fileName = "";
    const text = await writtenText(async (to) => {
      const { credentials } = await issueToFile({
        ...heldDesk().access,
        to,
        issue: (desk) => issueOne(issuingTerms(desk, { at: unixNow(), ...person.allowances }), { ...person, request }),
      });
      fileName = credentialFileName(credentials[0]);
    });
    await refreshDesk();
    return { fileName, text };
  },

  /**
   * Issues to all whom the table lists and who asked, by letter or in `requests`, one a line. A line that fails stops no other; the same
   * table again issues only what was not issued.
   */
  byTable(given: WholeTable): Promise<IssuedTable> {
    return attended(() => issueTable(given));
  },
};

async function issueTable(given: WholeTable): Promise<IssuedTable> {
  if (given.table.length + given.requests.length > MAX_CHARACTERS) {
    throw new PsephosError("SUBJECTS_MALFORMED", "The table is too large. Divide it, and issue one part at a time.");
  }
  const letters = await letterRequests();
  const texts = [...letters.map(({ letterId, text }) => ({ source: `${LETTER}${letterId}`, text })), ...linesOf(given)];
  const round = await changeDesk(async (desk) => {
    const terms = issuingTerms(desk, { at: unixNow(), ...given.allowances });
    const issued = issueMany(terms, { table: given.table, requests: texts });
    return { issued, ...(await partition(issued.credentials, { letters, texts, lines: issued.report })) };
  });
  if (round.outgoing !== undefined) await sendOutgoing(round.outgoing);
  const { report, okCount } = round.issued;
  const isLeft = ({ line }: { line: number | string }) => typeof line === "string" && line.startsWith(LETTER);
  return {
    lines: report
      .filter((each) => !isLeft(each))
      .map(({ line, reference, outcome, reason }) => ({
        ...{ reference, outcome, reason },
        line: typeof line === "number" ? line : undefined,
      })),
    issued: okCount,
    left: report.filter(isLeft).length,
    handOver: round.handOver,
  };
}

/** Whose credential goes by letter and whose as a file: by the person's reference, which each request has once. */
async function partition(
  credentials: readonly Credential[],
  given: {
    letters: readonly LetterRequest[];
    texts: readonly RequestText[];
    lines: readonly { readonly reference?: string; readonly credentialId?: string }[];
  },
): Promise<{ outgoing: string | undefined; handOver: string }> {
  const referenceOf = new Map(given.lines.map(({ credentialId, reference }) => [credentialId, reference]));
  const letterOf = lettersByReference(given.letters);
  const sorted = credentials.map((credential) => {
    const letter = letterOf.get(referenceOf.get(credential.id) ?? "");
    return { credential: jsonOf(credential), letter };
  });
  const byLetter = sorted.flatMap(({ credential, letter }) =>
    letter === undefined ? [] : [{ letterId: letter.letterId, replyTo: letter.replyTo, credential }],
  );
  const byFile = sorted.filter(({ letter }) => letter === undefined);
  return {
    outgoing: byLetter.length === 0 ? undefined : await keepOutgoing(byLetter),
    handOver: byFile.map(({ credential }) => `${JSON.stringify(credential)}\n`).join(""),
  };
}

function linesOf({ requests }: { requests: string }): RequestText[] {
  return requests
    .split("\n")
    .flatMap((text, index) => (text.trim() === "" ? [] : [{ source: `request ${index + 1}`, text: text.trimEnd() }]));
}

function jsonOf(credential: Credential): Outgoing["credential"] {
  return credentialJson(credential) as Outgoing["credential"];
}
