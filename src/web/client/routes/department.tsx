import { lazy } from "react";
import type { PortalRoute } from "../routes.tsx";

/** Of departments: what they ask, what they issue, what people answered. */
export const departmentRoutes: readonly PortalRoute[] = [
  {
    path: "/department",
    page: lazy(async () => ({ default: (await import("../pages/department/home.tsx")).DepartmentPage })),
  },
  {
    path: "/department/policies/new",
    page: lazy(async () => ({ default: (await import("../pages/department/new-policy.tsx")).NewPolicyPage })),
  },
  {
    path: "/department/policies/:id",
    page: lazy(async () => ({ default: (await import("../pages/department/policy.tsx")).DepartmentPolicyPage })),
  },
  {
    path: "/department/desk",
    page: lazy(async () => ({ default: (await import("../pages/department/desk.tsx")).DeskPage })),
  },
  {
    path: "/department/desk/poster",
    page: lazy(async () => ({ default: (await import("../pages/department/poster.tsx")).PosterPage })),
  },
  {
    path: "/department/records",
    page: lazy(async () => ({ default: (await import("../pages/department/records.tsx")).RecordsPage })),
  },
  {
    path: "/department/answers/:id",
    page: lazy(async () => ({ default: (await import("../pages/department/answers.tsx")).AnswersPage })),
  },
];
