import { z } from "zod";
import { CIRCUIT_NAMES } from "../../generated/signals.ts";
import { defineEndpoint } from "./endpoint.ts";
import { fieldElement, plainText, proofWords } from "./words.ts";

/** What the prover takes and tells. */

const TAG = "Proofs";

/** 128 random bits. */
export const PROOF_ID_FORM = /^[0-9a-f]{32}$/;

export const PROOF_STAGES = ["witness", "sums", "finish"] as const;

const WHO_SEES =
  "**Whoever runs this service sees the inputs**: who votes and how, or a whole credential. Use one on your own device or in a booth that you trust, never a stranger's. It keeps inputs and witnesses in memory alone, until the proof is made, and writes them nowhere; but you have only its word for that. It cannot forge: verify the proof and compare its public signals with your own before you send them on.";

const circuit = z.enum(CIRCUIT_NAMES);

const MISFIT = "must be a decimal number below the field's order, or a list of such";

type InputText = string | readonly InputText[];
type Input = bigint | readonly Input[];

const circuitInput: z.ZodType<Input, InputText> = z.lazy(() =>
  z.union([fieldElement, z.array(circuitInput).readonly()], MISFIT),
);

/** All public and private inputs by name; arrays are nested or flat, in Circom's order. */
export const circuitInputs = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "must be the name of an input"), circuitInput)
  .meta({ id: "CircuitInputs", description: "Secret: the circuit's inputs by name." });

const proofId = z.string().regex(PROOF_ID_FORM, "must be the id of a proof");
const proofParams = z.strictObject({ proofId });

const job = { id: proofId, circuit };

/** A proof with the signals it speaks for, in the circuit's order: as the verifying operation takes them. */
const proven = { signals: z.array(fieldElement).readonly(), proof: proofWords };

export const proofJob = z
  .discriminatedUnion("state", [
    z.strictObject({
      ...job,
      state: z.literal("queued"),
      position: z.int().min(1).meta({ description: "1 is next." }),
    }),
    z.strictObject({ ...job, state: z.literal("running"), stage: z.enum(PROOF_STAGES) }),
    z.strictObject({ ...job, state: z.literal("done"), ...proven }),
    z.strictObject({ ...job, state: z.literal("failed"), code: z.string().max(60), message: plainText(500) }),
    z.strictObject({ ...job, state: z.literal("cancelled") }),
  ])
  .meta({ id: "ProofJob" });

export type ProofJobAnswer = z.output<typeof proofJob>;

export const submitProof = defineEndpoint({
  name: "submitProof",
  method: "POST",
  path: "/v1/proofs",
  tag: TAG,
  summary: "Asks for a proof.",
  description: `Names, counts and ranges of the inputs are checked before any work; whether they obey the circuit's rules shows when the proof is made. Callers take turns. ${WHO_SEES}`,
  cost: "write",
  body: z.strictObject({ circuit, inputs: circuitInputs }),
  success: { status: 202, body: proofJob },
  problems: ["ARGUMENT_INVALID", "BUSY", "RATE_LIMITED", "ARTIFACT_MISSING", "ARTIFACT_ALTERED", "RANDOMNESS_BROKEN"],
});

const FORGETS =
  "A finished proof is kept for ten minutes at most and is lost when the service stops: then the answer is NOT_FOUND, as it is for anybody but the caller who asked for it. Ask for the proof again.";

export const readProof = defineEndpoint({
  name: "readProof",
  method: "GET",
  path: "/v1/proofs/:proofId",
  tag: TAG,
  summary: "Tells how far a proof is, and gives it when it is done.",
  description: FORGETS,
  cost: "read",
  params: proofParams,
  success: { status: 200, body: proofJob },
  problems: ["NOT_FOUND"],
});

export const followProof = defineEndpoint({
  name: "followProof",
  method: "GET",
  path: "/v1/proofs/:proofId/events",
  tag: TAG,
  summary: "Tells of each step of a proof.",
  description: `Begins with where it stands and ends with "done", "failed" or "cancelled". ${FORGETS}`,
  cost: "read",
  params: proofParams,
  success: { status: 200, body: proofJob, stream: true },
  problems: ["NOT_FOUND"],
});

export const cancelProof = defineEndpoint({
  name: "cancelProof",
  method: "DELETE",
  path: "/v1/proofs/:proofId",
  tag: TAG,
  summary: "Ends the work on a proof, or forgets a finished one.",
  cost: "write",
  params: proofParams,
  success: { status: 204 },
  problems: ["NOT_FOUND"],
});

export const verifyProof = defineEndpoint({
  name: "verifyProof",
  method: "POST",
  path: "/v1/proofs/verify",
  tag: TAG,
  summary: "Verifies a proof against this installation's verifying key.",
  description:
    "For those who can verify nothing themselves and trust this service. What the signals must be, the chain tells: a proof that holds for other signals proves something else.",
  cost: "write",
  body: z.strictObject({ circuit, ...proven }),
  success: { status: 200, body: z.strictObject({ valid: z.boolean() }) },
  problems: ["PROOF_MALFORMED", "BUSY", "ARTIFACT_MISSING", "ARTIFACT_ALTERED", "PROVING_FAILED"],
});

export const PROOF_ENDPOINTS = [submitProof, readProof, followProof, cancelProof, verifyProof] as const;
