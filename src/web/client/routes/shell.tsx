import { lazy } from "react";
import { HomePage } from "../pages/home/home.tsx";
import type { PortalRoute } from "../routes.tsx";

/** Pages that belong to no role. The first of them is loaded with the portal itself. */
export const shellRoutes: readonly PortalRoute[] = [
  { path: "/", page: HomePage },
  { path: "/how", page: lazy(async () => ({ default: (await import("../pages/how/how.tsx")).HowPage })) },
  {
    path: "/how/software",
    page: lazy(async () => ({ default: (await import("../pages/how/software.tsx")).SoftwarePage })),
  },
  {
    path: "/glossary",
    page: lazy(async () => ({ default: (await import("../pages/glossary/glossary.tsx")).GlossaryPage })),
  },
  {
    path: "/settings",
    page: lazy(async () => ({ default: (await import("../pages/settings/settings.tsx")).SettingsPage })),
  },
];
