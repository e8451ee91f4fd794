import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { firstIssue, unixSeconds, withDecimals } from "../../protocol/json.ts";
import { department, scope, uuid } from "../../protocol/sharing/forms.ts";

/**
 * What a wallet remembers of what is under way: answers that it waits for, and where offices take letters. Losing it loses no right:
 * whatever was asked for can be asked for again.
 */
export type Notes = Readonly<z.output<typeof notesSchema>>;

/** A credential that was asked for by letter. */
export type Claim = Notes["claims"][number];

/** An erasure that was asked for; with its certificate once the office answered. */
export type Erasure = Notes["erasures"][number];

const NOTES_FORMAT = "psephos.wallet-notes/1";
const MAX_ITEMS = 1_000;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(MAX_ITEMS);
/** Secret of a letter box, as `letters/` draws it. */
const box = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be the secret of a letter box");
const text = z.string().max(20_000);

const notesSchema = z.strictObject({
  format: z.literal(NOTES_FORMAT),
  claims: list(
    z.strictObject({
      id: uuid,
      department,
      /** Id of the schema. */
      schema: z.string().max(250),
      /** What the office knows the person by. */
      reference: z.string().max(100),
      askedAt: unixSeconds,
      replyBox: box,
    }),
  ),
  /** Text of the latest signed address of each office. */
  addresses: list(z.strictObject({ department, text })),
  /** Texts of relayers' receipts for what is not final yet. */
  relayed: list(z.strictObject({ text })),
  /** Consents that were taken back. */
  withdrawn: list(z.strictObject({ consentId: uuid, at: unixSeconds })),
  erasures: list(
    z.strictObject({
      id: uuid,
      department,
      scope,
      askedAt: unixSeconds,
      /** Absent where the request was handed over as a file. */
      replyBox: box.optional(),
      certificate: text.optional(),
    }),
  ),
});

export const EMPTY_NOTES: Notes = {
  format: NOTES_FORMAT,
  claims: [],
  addresses: [],
  relayed: [],
  withdrawn: [],
  erasures: [],
};

export function notesText(notes: Notes): string {
  return JSON.stringify(notes, withDecimals);
}

export function parseNotes(written: string): Notes {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    // The engine's own error quotes the text, which is a person's.
    throw malformed("it is not JSON");
  }
  const parsed = notesSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return parsed.data;
}

/** The latest address of an office; undefined where none was ever opened. */
export function addressOf({ addresses }: Notes, did: string): string | undefined {
  return addresses.find((each) => each.department === did)?.text;
}

export function withAddress(notes: Notes, address: Notes["addresses"][number]): Notes {
  const others = notes.addresses.filter((each) => each.department !== address.department);
  return { ...notes, addresses: [...others, address] };
}

function malformed(reason: string): PsephosError {
  return new PsephosError("WALLET_MALFORMED", `The wallet's notes cannot be read: ${reason}. Your identity is whole.`);
}
