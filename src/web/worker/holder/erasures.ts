import { isPsephosError, PsephosError } from "../../../errors.ts";
import { erasureRequestText, ERASURE_DUE_SECONDS, parseCertificate } from "../../../protocol/sharing/erasure.ts";
import { unixNow } from "../../../roles/clock.ts";
import type { Erasure } from "../../../roles/holder/notes.ts";
import { requestErasure } from "../../../roles/holder/request-erasure.ts";
import { heldWallet } from "../held-wallet.ts";
import { dropLetters, readLetterBox } from "../letters.ts";
import { createBox } from "../../../roles/letters/letter-box.ts";
import { boxOfDepartment } from "./departments.ts";
import type { KnownOffice } from "./given.ts";
import { handTo, type Handed } from "./handing.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { heldNotes, saveNotes } from "./purse.ts";

/** An erasure that was asked for. */
export interface ToldErasure {
  readonly id: string;
  readonly department: string;
  readonly scope: string;
  readonly askedAt: number;
  /** By when the office must have done it. */
  readonly dueAt: number;
  /** It can answer by letter. */
  readonly isByLetter: boolean;
  /** What it certified; undefined until it did. */
  readonly erased: { readonly at: number; readonly records: number; readonly consents: number } | undefined;
  readonly certificate: string | undefined;
}

export const erasures = {
  async list(): Promise<ToldErasure[]> {
    return (await heldNotes()).erasures.map(tellErasure).reverse();
  },

  /** Asks an office to erase what it has of the person in one scope: what its records say, and the permissions. */
  ask({ verifier, scope }: KnownOffice, tell: (progress: ProofProgress) => void): Promise<Handed> {
    return proveTold({ circuit: "pseudonym", tell }, async ({ prover, handOver }) => {
      const { identity } = heldWallet().wallet;
      const targets = ["access-records", "consents"] as const;
      const box = await boxOfDepartment(verifier);
      const reply = box === undefined ? undefined : await createBox();
      const request = await requestErasure({ prover, identity, verifier, scope, targets, replyTo: reply?.address });
      handOver();
      const text = erasureRequestText(request);
      const asked = { id: request.id, department: verifier, scope, askedAt: unixNow() };
      const entry: Erasure = reply === undefined ? asked : { ...asked, replyBox: reply.secret };
      await saveNotes((notes) => ({ ...notes, erasures: [...notes.erasures, entry] }));
      if (reply === undefined) return { way: "file", text: `${text}\n`, unsent: undefined };
      const letter = { kind: "erasure-request", request: text, replyTo: reply.address } as const;
      return handTo(box, { text: `${text}\n`, letter });
    });
  },

  /** Looks for certificates that offices sent. */
  async look(): Promise<ToldErasure[]> {
    for (const erasure of (await heldNotes()).erasures) {
      if (erasure.replyBox === undefined || erasure.certificate !== undefined) continue;
      for (const { letter } of await readLetterBox(erasure.replyBox)) {
        if (letter?.kind !== "erasure-certificate" || !isFor(erasure.id, letter.certificate)) continue;
        await keepCertificate(erasure.id, letter.certificate);
        await dropLetters(erasure.replyBox);
        break;
      }
    }
    return erasures.list();
  },

  /** Takes in a certificate that came as a file. */
  async take(text: string): Promise<void> {
    const { requestId } = parseCertificate(text.trimEnd());
    await keepCertificate(requestId, text.trimEnd());
  },
};

/** False also for what is no certificate: of a box whose address got about, one stranger's letter keeps the office's from nobody. */
function isFor(id: string, certificate: string): boolean {
  try {
    return parseCertificate(certificate).requestId === id;
  } catch (error) {
    if (isPsephosError(error)) return false;
    throw error;
  }
}

async function keepCertificate(id: string, certificate: string): Promise<void> {
  const isAsked = (await heldNotes()).erasures.some((each) => each.id === id);
  if (!isAsked || parseCertificate(certificate).requestId !== id) {
    const message = "This certificate is of another request than yours. Ask the office for the right one.";
    throw new PsephosError("SHARING_MALFORMED", message);
  }
  await saveNotes((notes) => ({
    ...notes,
    erasures: notes.erasures.map((each) => (each.id === id ? { ...each, certificate } : each)),
  }));
}

function tellErasure({ id, department, scope, askedAt, replyBox, certificate }: Erasure): ToldErasure {
  const parsed = certificate === undefined ? undefined : parseCertificate(certificate);
  return {
    ...{ id, department, scope, askedAt, certificate },
    dueAt: askedAt + ERASURE_DUE_SECONDS,
    isByLetter: replyBox !== undefined,
    erased:
      parsed === undefined
        ? undefined
        : { at: parsed.erasedAt, records: parsed.records.length, consents: parsed.consents.length },
  };
}
