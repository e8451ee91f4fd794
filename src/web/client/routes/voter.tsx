import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Of voters, and of whoever keeps an identity. */
export const voterRoutes: readonly PortalRoute[] = [
  {
    path: "/elections",
    page: lazy(async () => ({ default: (await import("../pages/voter/elections.tsx")).ElectionsPage })),
  },
  {
    path: "/elections/:id",
    page: lazy(async () => ({ default: (await import("../pages/voter/election.tsx")).ElectionPage })),
  },
  {
    path: "/elections/:id/vote",
    page: lazy(async () => ({ default: (await import("../pages/voter/vote.tsx")).VotePage })),
  },
  {
    path: "/elections/:id/receipt/:ballotHash",
    page: lazy(async () => ({ default: (await import("../pages/voter/receipt.tsx")).ReceiptPage })),
  },
  {
    path: "/receipts",
    page: lazy(async () => ({ default: (await import("../pages/voter/receipts.tsx")).ReceiptsPage })),
  },
  {
    path: "/check-test",
    page: lazy(async () => ({ default: (await import("../pages/voter/check-test.tsx")).CheckTestPage })),
  },
  {
    path: "/identity",
    page: lazy(async () => ({ default: (await import("../pages/identity/identity.tsx")).IdentityPage })),
  },
];
