import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { publicRoutes } from "./routes/public.tsx";

/** A page and the paths that lead to it, after `#`. Pages read `:names` by wouter's `useParams`. */
export interface PortalRoute {
  readonly path: string;
  readonly page: LazyExoticComponent<ComponentType>;
}

const shellRoutes: readonly PortalRoute[] = [
  { path: "/", page: lazy(async () => ({ default: (await import("./pages/home/home.tsx")).HomePage })) },
];

/** Every page; the first path that fits is taken. One list a role, in routes/. */
export const routes: readonly PortalRoute[] = [...shellRoutes, ...publicRoutes];
