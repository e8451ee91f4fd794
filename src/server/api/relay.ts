import { z } from "zod";
import { PRESENTATION_FORMAT } from "../../protocol/credential/presentation-file.ts";
import { PRESENTATION_CIRCUITS } from "../../protocol/credential/policy-terms.ts";
import { OPTION_CAPACITIES, type OptionCapacity } from "../../protocol/params.ts";
import { PROOF_WORDS } from "../../protocol/words.ts";
import { RELAY_KINDS, RELAY_RECEIPT_FORMAT, TICKET_FORM } from "../../protocol/relay-receipt.ts";
import { defineEndpoint } from "./endpoint.ts";
import { address, fieldElement, hash32, hexBytes, proofWords, uint64, unixSeconds } from "./words.ts";

/** What the relayer takes and tells. */

export const ENTRY_STATES = ["received", "submitted", "included", "final", "refused"] as const;
export type RelayState = (typeof ENTRY_STATES)[number];

const TAG = "Relay";
const WORDS_PER_OPTION = 4;

const ticket = z.string().regex(TICKET_FORM, "must be a ticket, a lower-case UUID");

const entryState = z.enum(ENTRY_STATES).meta({
  description:
    "received: kept, waits for its batch · submitted: in a signed transaction · included: mined, may still be undone · final: stays · refused: see `reason`. All of it is the relayer's word: ask a node of your own.",
});

const receipt = z
  .strictObject({
    format: z.literal(RELAY_RECEIPT_FORMAT),
    chainId: uint64,
    contract: address,
    kind: z.enum(RELAY_KINDS),
    target: uint64,
    nullifier: fieldElement,
    contentHash: hash32,
    ticket,
    /** Chain time by which it is sent at the latest. */
    submitBy: unixSeconds,
    signature: hexBytes(65),
  })
  .meta({
    id: "RelayReceipt",
    description: "Signed (EIP-712) by the relayer: what it took, and by when it promises to send it.",
  });

const accepted = z.strictObject({
  ticket,
  state: entryState,
  receipt,
});
export type RelayAnswer = z.output<typeof accepted>;

const submission = {
  method: "POST",
  tag: TAG,
  cost: "write",
  success: { status: 202, body: accepted },
  idempotent: true,
} as const;

const SENT_AGAIN =
  "The same content sent again gets the same ticket and receipt. Nothing about the caller is kept: no address, no header, no time.";

const ballotForm = z.strictObject({
  proof: proofWords,
  nullifier: fieldElement,
  /** C1.x, C1.y, C2.x, C2.y for each option of the election's capacity. */
  ciphertexts: z
    .array(fieldElement)
    .refine(
      ({ length }) => OPTION_CAPACITIES.includes((length / WORDS_PER_OPTION) as OptionCapacity),
      "must have 8, 16 or 32 words",
    ),
});

export const submitBallot = defineEndpoint({
  ...submission,
  name: "submitBallot",
  path: "/v1/elections/:electionId/ballots",
  summary: "Takes a ballot to cast it among others.",
  description: `The ballot is checked, kept, and cast in a batch after a random delay. ${SENT_AGAIN}`,
  params: z.strictObject({ electionId: uint64 }),
  body: ballotForm,
  problems: ["NOT_FOUND", "NOT_RELAYED", "PHASE_WRONG", "CLOSING_SOON", "POINT_INVALID", "PROOF_INVALID", "BALLOT_MALFORMED", "ALREADY_CAST", "ALREADY_RECEIVED", "BUSY", "STORE_UNAVAILABLE", "CHAIN_UNREACHABLE"], // prettier-ignore
});

/** As `decimal`, but still text: the whole is read by the parser of presentation files, which has the numbers. */
const decimalText = z.string().regex(/^(0|[1-9][0-9]{0,77})$/, "must be a decimal number");

const presentationForm = (context: z.ZodType) =>
  z.strictObject({
    format: z.literal(PRESENTATION_FORMAT),
    circuit: z.enum(PRESENTATION_CIRCUITS),
    policyId: decimalText.nullable(),
    policyHash: decimalText,
    context,
    trustRoot: decimalText,
    now: decimalText,
    pseudonym: decimalText,
    disclosureHash: decimalText,
    proof: z.array(decimalText).length(PROOF_WORDS),
    disclosure: z
      .never("is for the verifier alone: send the presentation without it")
      .optional()
      .meta({ description: "Refused: nobody but the verifier may see it." }),
  });

const place = { chainId: decimalText, contract: address };
const presentationProblems = ["NOT_FOUND", "NOT_RELAYED", "PHASE_WRONG", "CLOSING_SOON", "POINT_INVALID", "PROOF_INVALID", "PRESENTATION_MALFORMED", "PRESENTATION_OTHER_POLICY", "PRESENTATION_OTHER_CONTEXT", "PRESENTATION_STALE", "ALREADY_DONE", "ALREADY_RECEIVED", "BUSY", "STORE_UNAVAILABLE", "CHAIN_UNREACHABLE"] as const; // prettier-ignore

export const submitAttestation = defineEndpoint({
  ...submission,
  name: "submitAttestation",
  path: "/v1/attestations",
  summary: "Takes a presentation to have it recorded.",
  description: `A presentation file whose context is an attestation, without what it discloses. ${SENT_AGAIN}`,
  body: presentationForm(z.strictObject({ kind: z.literal("attestation"), ...place, policyId: decimalText })),
  problems: presentationProblems,
});

export const submitEnrolment = defineEndpoint({
  ...submission,
  name: "submitEnrolment",
  path: "/v1/enrolments",
  summary: "Takes a presentation to enter an open electorate.",
  description: `A presentation file whose context is an enrolment, without what it discloses. ${SENT_AGAIN}`,
  body: presentationForm(
    z.strictObject({ kind: z.literal("enrolment"), ...place, enrolmentId: decimalText, commitment: decimalText }),
  ),
  problems: presentationProblems,
});

export const submitWithdrawal = defineEndpoint({
  ...submission,
  name: "submitWithdrawal",
  path: "/v1/policies/:policyId/withdrawals",
  summary: "Takes a withdrawal to end what is recorded of a pseudonym.",
  description: `A proof of the pseudonym's secret, in the context of what was proven at that time and stands now: it ends that, and no later proof. Checked, kept, and sent by itself after a random delay. ${SENT_AGAIN}`,
  params: z.strictObject({ policyId: uint64 }),
  body: z.strictObject({
    pseudonym: fieldElement,
    /** Of what is ended, as the registry has it; unix seconds. */
    provenAt: uint64,
    proof: proofWords,
  }),
  problems: ["NOT_FOUND", "NOT_RELAYED", "POINT_INVALID", "PROOF_INVALID", "ATTESTATION_MISSING", "PRESENTATION_STALE", "ALREADY_DONE", "BUSY", "STORE_UNAVAILABLE", "CHAIN_UNREACHABLE"], // prettier-ignore
});

const seconds = z.int().min(0);

export const getRelay = defineEndpoint({
  name: "getRelay",
  method: "GET",
  path: "/v1/relay",
  tag: TAG,
  summary: "Tells who relays, how, and whether to cast directly instead.",
  cost: "read",
  success: {
    status: 200,
    body: z.strictObject({
      /** Signs receipts and transactions. */
      address,
      chainId: uint64,
      contracts: z.strictObject({ elections: address, attestations: address, enrolments: address }),
      delaySeconds: z.strictObject({ min: seconds, max: seconds }),
      /** Of one transaction. */
      batchSize: z.int().min(1),
      /** Before the close from which on nothing is taken. */
      closingMarginSeconds: seconds,
      directCasting: z.strictObject({
        advised: z.boolean(),
        reason: z.enum(["fee-above-limit", "wallet-empty", "block-too-small", "chain-trouble"]).nullable(),
      }),
    }),
  },
  problems: [],
});

const entry = z.strictObject({
  ticket,
  state: entryState,
  /** From "included" on. */
  transactionHash: hash32.nullable(),
  blockNumber: z.int().min(0).nullable(),
  /** Error code; of "refused" alone. */
  reason: z.string().max(60).nullable(),
});
export type RelayEntry = z.output<typeof entry>;

const ticketParams = z.strictObject({ ticket });

export const getRelayEntry = defineEndpoint({
  name: "getRelayEntry",
  method: "GET",
  path: "/v1/relay/entries/:ticket",
  tag: TAG,
  summary: "Tells what became of an entry.",
  description: "Finished entries are forgotten after a while; the chain has what was counted.",
  cost: "read",
  params: ticketParams,
  success: { status: 200, body: entry },
  problems: ["NOT_FOUND", "STORE_UNAVAILABLE"],
});

export const streamRelayEntry = defineEndpoint({
  name: "streamRelayEntry",
  method: "GET",
  path: "/v1/relay/entries/:ticket/events",
  tag: TAG,
  summary: "Tells of each change of an entry's state.",
  description: "Begins with the present state and ends with a final one.",
  cost: "read",
  params: ticketParams,
  success: { status: 200, body: entry, stream: true },
  problems: ["NOT_FOUND", "STORE_UNAVAILABLE"],
});

export const RELAY_ENDPOINTS = [
  submitBallot,
  submitAttestation,
  submitEnrolment,
  submitWithdrawal,
  getRelay,
  getRelayEntry,
  streamRelayEntry,
] as const;
