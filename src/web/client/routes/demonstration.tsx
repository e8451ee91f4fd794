import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Where a demonstration runs: what there is to try. */
export const demonstrationRoutes: readonly PortalRoute[] = [
  {
    path: "/demonstration",
    page: lazy(async () => ({ default: (await import("../pages/demonstration/demonstration.tsx")).DemonstrationPage })),
  },
];
