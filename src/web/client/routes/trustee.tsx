import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Of key keepers. */
export const trusteeRoutes: readonly PortalRoute[] = [
  {
    path: "/trustee",
    page: lazy(async () => ({ default: (await import("../pages/trustee/home.tsx")).TrusteePage })),
  },
  {
    path: "/trustee/ceremonies/:id",
    page: lazy(async () => ({ default: (await import("../pages/trustee/ceremony.tsx")).TrusteeCeremonyPage })),
  },
  {
    path: "/trustee/elections/:id",
    page: lazy(async () => ({ default: (await import("../pages/trustee/election.tsx")).TrusteeElectionPage })),
  },
];
