import { z } from "zod";
import { defineEndpoint, type AnswerOf } from "./endpoint.ts";
import { unixSeconds, uint64 } from "./words.ts";

const text = z.string().min(1).max(200_000);
const sealedFile = z.string().min(1).max(200_000);

export const readDemonstration = defineEndpoint({
  name: "readDemonstration",
  method: "GET",
  path: "/v1/demonstration",
  tag: "About",
  summary: "What visitors of a demonstration may take",
  description: "Only where a demonstration runs: everything here is known to everybody, and decides nothing.",
  cost: "read",
  success: {
    status: 200,
    body: z.strictObject({
      seededAt: unixSeconds,
      /** From then on the elections that visitors could vote in are over. */
      goodUntil: unixSeconds,
      /** Opens all that is sealed here. */
      passphrase: text,
      /** Of made-up residents who have not voted in the open elections: backups of identities. */
      wallets: z.array(z.strictObject({ name: text, file: sealedFile })).max(50),
      /** Who acts for the town, by the number of the local chain's account. */
      accounts: z
        .array(
          z.strictObject({
            role: z.enum(["organizer", "registry", "housing", "keeper"]),
            number: z.int().min(0).max(19),
          }),
        )
        .max(10),
      /** The keeper's key file. */
      keeperKey: sealedFile,
      /** A backup of the housing office's desk. */
      housingDesk: sealedFile,
      /** Where the registry's clerk takes requests for a resident's credential: what follows `#/wallet/claim/`. */
      claimAddress: text,
      votingElectionIds: z.array(uint64).max(50),
      enrolmentId: uint64,
      policyIds: z.array(uint64).max(50),
      /** Made the town's key; the keeper's key file is of this one. */
      keyCeremonyId: uint64,
      /** Waits for the keeper. */
      ceremonyId: uint64,
    }),
  },
  problems: ["NOT_FOUND"],
});

export type DemonstrationAnswer = AnswerOf<typeof readDemonstration>;
