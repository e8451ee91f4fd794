import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Public records and their verification. Each page is loaded when it is first opened. */
export const publicRoutes: readonly PortalRoute[] = [
  {
    path: "/public",
    page: lazy(async () => ({ default: (await import("../pages/public/home.tsx")).PublicHomePage })),
  },
  {
    path: "/public/elections",
    page: lazy(async () => ({ default: (await import("../pages/public/elections.tsx")).PublicElectionsPage })),
  },
  {
    path: "/public/elections/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/election.tsx")).PublicElectionPage })),
  },
  {
    path: "/public/elections/:id/ballots",
    page: lazy(async () => ({ default: (await import("../pages/public/ballots.tsx")).PublicBallotsPage })),
  },
  {
    path: "/public/elections/:id/verify",
    page: lazy(async () => ({ default: (await import("../pages/public/verify-election.tsx")).VerifyElectionPage })),
  },
  {
    path: "/public/verify",
    page: lazy(async () => ({ default: (await import("../pages/public/verify-file.tsx")).VerifyFilePage })),
  },
  {
    path: "/public/credentials/verify",
    page: lazy(async () => ({
      default: (await import("../pages/public/verify-credentials.tsx")).VerifyCredentialsPage,
    })),
  },
  {
    path: "/public/report",
    page: lazy(async () => ({ default: (await import("../pages/public/open-report.tsx")).OpenReportPage })),
  },
  {
    path: "/public/ceremonies",
    page: lazy(async () => ({ default: (await import("../pages/public/ceremonies.tsx")).PublicCeremoniesPage })),
  },
  {
    path: "/public/ceremonies/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/ceremony.tsx")).PublicCeremonyPage })),
  },
  {
    path: "/public/rolls",
    page: lazy(async () => ({ default: (await import("../pages/public/rolls.tsx")).PublicRollsPage })),
  },
  {
    path: "/public/rolls/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/roll.tsx")).PublicRollPage })),
  },
  {
    path: "/public/issuers",
    page: lazy(async () => ({ default: (await import("../pages/public/issuers.tsx")).PublicIssuersPage })),
  },
  {
    path: "/public/issuers/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/issuer.tsx")).PublicIssuerPage })),
  },
  {
    path: "/public/keys/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/issuer-key.tsx")).PublicIssuerKeyPage })),
  },
  {
    path: "/public/policies",
    page: lazy(async () => ({ default: (await import("../pages/public/policies.tsx")).PublicPoliciesPage })),
  },
  {
    path: "/public/policies/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/policy.tsx")).PublicPolicyPage })),
  },
  {
    path: "/public/enrolments",
    page: lazy(async () => ({ default: (await import("../pages/public/enrolments.tsx")).PublicEnrolmentsPage })),
  },
  {
    path: "/public/enrolments/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/enrolment.tsx")).PublicEnrolmentPage })),
  },
  {
    path: "/public/logs",
    page: lazy(async () => ({ default: (await import("../pages/public/logs.tsx")).PublicLogsPage })),
  },
  {
    path: "/public/logs/:id",
    page: lazy(async () => ({ default: (await import("../pages/public/log.tsx")).PublicLogPage })),
  },
  {
    path: "/public/alerts",
    page: lazy(async () => ({ default: (await import("../pages/public/alerts.tsx")).PublicAlertsPage })),
  },
  {
    path: "/public/trail",
    page: lazy(async () => ({ default: (await import("../pages/public/trail.tsx")).PublicTrailPage })),
  },
  {
    path: "/public/trail/:subject",
    page: lazy(async () => ({ default: (await import("../pages/public/trail.tsx")).PublicTrailPage })),
  },
];
