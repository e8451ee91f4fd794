import { z } from "zod";
import { CIRCUIT_NAMES } from "../../generated/signals.ts";
import { CONTRACT_KEYS, type ContractKey } from "../../protocol/contract-keys.ts";
import { defineEndpoint } from "./endpoint.ts";
import { asOf, blockNumber } from "./recorded.ts";
import { address, hash32 } from "./words.ts";

export const readAbout = defineEndpoint({
  name: "readAbout",
  method: "GET",
  path: "/v1/about",
  tag: "About",
  summary: "Which contracts on which chain this service reads",
  description:
    "Compare addresses and keys with the organizer's deployment file before you believe anything else: a service can name any contracts.",
  cost: "read",
  success: {
    status: 200,
    body: z.strictObject({
      version: z.string().max(50),
      chainId: z.int().positive(),
      contracts: z.strictObject(
        Object.fromEntries(CONTRACT_KEYS.map((key) => [key, address])) as Record<ContractKey, typeof address>,
      ),
      /** Block of the first deployment transaction. */
      deploymentBlock: blockNumber,
      /** Of the verifying keys: anybody can forge under development keys. */
      keysPhase: z.enum(["development", "ceremony"]),
      circuits: z.array(z.strictObject({ name: z.enum(CIRCUIT_NAMES), keyId: hash32 })),
      asOf,
    }),
  },
  problems: [],
});
