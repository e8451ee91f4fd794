import type { ComponentType } from "react";
import { citizenRoutes } from "./routes/citizen.tsx";
import { demonstrationRoutes } from "./routes/demonstration.tsx";
import { departmentRoutes } from "./routes/department.tsx";
import { organizerRoutes } from "./routes/organizer.tsx";
import { publicRoutes } from "./routes/public.tsx";
import { shellRoutes } from "./routes/shell.tsx";
import { trusteeRoutes } from "./routes/trustee.tsx";
import { voterRoutes } from "./routes/voter.tsx";

/** A page and the paths that lead to it, after `#`. Pages read `:names` by wouter's `useParams`. */
export interface PortalRoute {
  readonly path: string;
  readonly page: ComponentType;
}

/** Every page; the first path that fits is taken. One list a role, in routes/. */
export const routes: readonly PortalRoute[] = [
  ...shellRoutes,
  ...demonstrationRoutes,
  ...publicRoutes,
  ...voterRoutes,
  ...organizerRoutes,
  ...trusteeRoutes,
  ...citizenRoutes,
  ...departmentRoutes,
];
