import { CONTRACT_KEYS } from "../../../protocol/contract-keys.ts";
import { CIRCUIT_NAMES } from "../../../generated/signals.ts";
import { readAbout } from "../../api/about.ts";
import type { AnswerOf } from "../../api/endpoint.ts";
import { route, type Route } from "../../http/route.ts";
import { readAsOf, type Records } from "./records.ts";

type Contracts = AnswerOf<typeof readAbout>["contracts"];

export function aboutRoutes({ store, deployment, version }: Records & { version: string }): readonly Route[] {
  const { chainId, block, phase, keyIds, addresses } = deployment;
  const contracts = Object.fromEntries(CONTRACT_KEYS.map((key) => [key, addresses[key].toLowerCase()])) as Contracts;
  const circuits = CIRCUIT_NAMES.map((name) => ({ name, keyId: keyIds[name] }));
  return [
    route(readAbout, async () => ({
      ...{ version, chainId, contracts, deploymentBlock: block, keysPhase: phase, circuits },
      asOf: await readAsOf(store.database),
    })),
  ];
}
