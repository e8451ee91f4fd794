import { randomUUID } from "node:crypto";
import { PsephosError } from "../../../errors.ts";
import { findSchema } from "../../../roles/find-schema.ts";
import { openDepartmentAddress } from "../../../roles/department-address.ts";
import { importCredential, heldCredentials } from "../../../roles/holder/held-credentials.ts";
import type { Claim } from "../../../roles/holder/notes.ts";
import { createBox } from "../../../roles/letters/letter-box.ts";
import { unixNow } from "../../../roles/clock.ts";
import { heldWallet, openedWallet, saveWallet } from "../held-wallet.ts";
import { dropLetters, postLetter, readLetterBox } from "../letters.ts";
import { heldChain } from "../session.ts";
import { credentials, signedRequest } from "./credentials.ts";
import { meetDepartment } from "./departments.ts";
import { heldNotes, saveNotes } from "./purse.ts";
import { tellCredential, tellSchema, type ToldCredential, type ToldSchema } from "./told.ts";

/** A desk that issues, as its page shows it. */
export interface ToldDesk {
  /** As did:web; its account on chain signed the address. */
  readonly department: string;
  readonly schema: ToldSchema;
  /** The registry lets this department issue such credentials now. */
  readonly isTrusted: boolean;
}

/** What was asked for and has not come. */
export type ToldClaim = Pick<Claim, "id" | "department" | "reference" | "askedAt"> & { readonly schema: ToldSchema };

/** What lies in a claim's box. */
export type Found =
  | { readonly kind: "nothing" }
  /** With a word from the office that programs know how to say. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "received"; readonly credential: ToldCredential };

/** Credentials asked for by letter. */
export const claims = {
  /** DEPARTMENT_ADDRESS_MALFORMED or _REFUSED for what is no address of a desk that issues. Needs no wallet. */
  async open(text: string): Promise<ToldDesk> {
    const { department, schema } = await openDepartmentAddress({ chain: await heldChain(), text });
    if (schema === undefined) throw noDesk(department);
    const offer = (await credentials.offers()).find((each) => each.schema.id === schema);
    const isTrusted = offer?.issuers.includes(department) ?? false;
    return { department, schema: tellSchema(findSchema(schema)), isTrusted };
  },

  /** Asks the desk for the credential of whom it knows by `reference`. The answer comes to a box that this wallet alone opens. */
  async ask({ address: text, reference }: { address: string; reference: string }): Promise<string> {
    const { department, schema, box } = await meetDepartment(text);
    if (schema === undefined) throw noDesk(department);
    const { address: replyTo, secret: replyBox } = await createBox();
    const wish = { schema, issuer: department, reference };
    const request = (await signedRequest({ wish, replyTo })).trimEnd();
    const claim: Claim = {
      id: `urn:uuid:${randomUUID()}`,
      ...{ department, schema, reference, replyBox },
      askedAt: unixNow(),
    };
    // First: an answer to a box that nobody remembers would be lost.
    await saveNotes((notes) => ({ ...notes, claims: [...notes.claims, claim] }));
    try {
      await postLetter(box, { kind: "credential-request", request, replyTo });
    } catch (error) {
      await forgetClaim(claim.id);
      throw error;
    }
    return claim.id;
  },

  async list(): Promise<ToldClaim[]> {
    if (openedWallet() === undefined) return [];
    return (await heldNotes()).claims.map(({ id, department, reference, askedAt, schema }) => ({
      ...{ id, department, reference, askedAt },
      schema: tellSchema(findSchema(schema)),
    }));
  },

  /** Looks into the box. A credential is taken into the wallet, and what remains of the claim is forgotten. */
  async look(id: string): Promise<Found> {
    const claim = (await heldNotes()).claims.find((each) => each.id === id);
    // Another tab may have taken the answer in.
    if (claim === undefined) return { kind: "nothing" };
    const letters = (await readLetterBox(claim.replyBox)).flatMap(({ letter }) => letter ?? []);
    // An office that refused first, and issued then, has issued.
    const answer = letters.find((letter) => letter.kind === "credential");
    if (answer !== undefined) {
      const credential = await keep(claim, answer.credential);
      await dropLetters(claim.replyBox);
      await forgetClaim(id);
      return { kind: "received", credential };
    }
    const refusal = letters.find((letter) => letter.kind === "refusal");
    return refusal === undefined ? { kind: "nothing" } : { kind: "refused", reason: refusal.reason };
  },

  /** Waits for nothing any more: what comes later is not read. */
  async forget(id: string): Promise<void> {
    const claim = (await heldNotes()).claims.find((each) => each.id === id);
    if (claim !== undefined) await dropLetters(claim.replyBox).catch(() => undefined);
    await forgetClaim(id);
  },
};

/** The one that was asked for, from the one who was asked; twice changes nothing. */
async function keep({ department, schema }: Claim, json: Readonly<Record<string, unknown>>): Promise<ToldCredential> {
  const held = heldCredentials(heldWallet().wallet).find(({ id }) => id === json["id"]);
  if (held !== undefined) return tellCredential(held);
  const after = await saveWallet((before) => {
    const wallet = importCredential(before, json);
    const credential = heldCredentials(wallet).at(-1)!;
    if (credential.issuer === department && credential.schema.id === schema) return wallet;
    throw new PsephosError(
      "CREDENTIAL_NOT_YOURS",
      "The office sent another credential than the one you asked for. Nothing was kept; ask the office.",
    );
  });
  return tellCredential(heldCredentials(after).at(-1)!);
}

async function forgetClaim(id: string): Promise<void> {
  await saveNotes((notes) => ({ ...notes, claims: notes.claims.filter((each) => each.id !== id) }));
}

function noDesk(department: string): PsephosError {
  const message = `This address of ${department} is not one of a desk that issues. Ask the office for the right link.`;
  return new PsephosError("DEPARTMENT_ADDRESS_MALFORMED", message);
}
