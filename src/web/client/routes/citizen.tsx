import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** A citizen's wallet, and the requests that it answers. */
export const citizenRoutes: readonly PortalRoute[] = [
  { path: "/wallet", page: lazy(async () => ({ default: (await import("../pages/citizen/wallet.tsx")).WalletPage })) },
  { path: "/wallet/get", page: lazy(async () => ({ default: (await import("../pages/citizen/get.tsx")).GetPage })) },
  {
    path: "/wallet/claim/:address",
    page: lazy(async () => ({ default: (await import("../pages/citizen/claim.tsx")).ClaimPage })),
  },
  {
    path: "/wallet/credentials/:id",
    page: lazy(async () => ({ default: (await import("../pages/citizen/credential.tsx")).CredentialPage })),
  },
  {
    path: "/wallet/given",
    page: lazy(async () => ({ default: (await import("../pages/citizen/given.tsx")).GivenPage })),
  },
  {
    path: "/wallet/records",
    page: lazy(async () => ({ default: (await import("../pages/citizen/records.tsx")).RecordsPage })),
  },
  {
    path: "/request",
    page: lazy(async () => ({ default: (await import("../pages/citizen/request/requests.tsx")).RequestsPage })),
  },
  {
    path: "/request/policy/:id",
    page: lazy(async () => ({ default: (await import("../pages/citizen/request/policy.tsx")).PolicyRequestPage })),
  },
  {
    path: "/request/permission/:id/:address?",
    page: lazy(async () => ({ default: (await import("../pages/citizen/request/permission.tsx")).PermissionPage })),
  },
  {
    path: "/request/electorate/:id",
    page: lazy(async () => ({ default: (await import("../pages/citizen/request/electorate.tsx")).ElectoratePage })),
  },
  {
    path: "/request/proof/:link?",
    page: lazy(async () => ({ default: (await import("../pages/citizen/request/proof.tsx")).ProofRequestPage })),
  },
];
