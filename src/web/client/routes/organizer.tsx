import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Of whoever runs elections. */
export const organizerRoutes: readonly PortalRoute[] = [
  {
    path: "/organizer",
    page: lazy(async () => ({ default: (await import("../pages/organizer/home.tsx")).OrganizerPage })),
  },
  {
    path: "/organizer/elections/new",
    page: lazy(async () => ({ default: (await import("../pages/organizer/new-plan.tsx")).NewPlanPage })),
  },
  {
    path: "/organizer/elections/new/:draft/:page",
    page: lazy(async () => ({ default: (await import("../pages/organizer/plan.tsx")).PlanningPage })),
  },
  {
    path: "/organizer/elections/:id",
    page: lazy(async () => ({ default: (await import("../pages/organizer/election.tsx")).OrganizerElectionPage })),
  },
  {
    path: "/organizer/ceremonies/:id",
    page: lazy(async () => ({ default: (await import("../pages/organizer/board.tsx")).CeremonyBoardPage })),
  },
  {
    path: "/organizer/rolls",
    page: lazy(async () => ({ default: (await import("../pages/organizer/rolls.tsx")).ListsPage })),
  },
];
