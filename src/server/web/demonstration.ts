import { PsephosError } from "../../errors.ts";
import { readDemonstration, type DemonstrationAnswer } from "../api/demonstration.ts";
import { route, type Route } from "../http/route.ts";

/** Tells visitors what they may take; NOT_FOUND where no demonstration runs. */
export function demonstrationRoutes(demonstration: DemonstrationAnswer | undefined): readonly Route[] {
  return [
    route(readDemonstration, () => {
      if (demonstration !== undefined) return demonstration;
      throw new PsephosError("NOT_FOUND", "This is no demonstration: identities and accounts are people's own.");
    }),
  ];
}
