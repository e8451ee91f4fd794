import type { DemonstrationAnswer } from "../../src/server/client/demonstration.ts";

export type Role = DemonstrationAnswer["accounts"][number]["role"];

/** What docs/user-guide shows: `<name>-<language>.webp`, of what a window holds. */
export interface GuidePicture {
  readonly name: string;
  /** As routes/ has it. */
  readonly path: string;
  readonly size: "phone" | "desktop";
  /** For whom the open account acts: the organizer, unless another is named. */
  readonly actsAs?: Role;
}

export const GUIDE_PICTURES: readonly GuidePicture[] = [
  { name: "home", path: "/", size: "desktop" },
  { name: "demonstration", path: "/demonstration", size: "desktop" },
  { name: "elections", path: "/elections", size: "phone" },
  { name: "election", path: "/elections/:id", size: "phone" },
  { name: "vote", path: "/elections/:id/vote", size: "phone" },
  { name: "identity", path: "/identity", size: "phone" },
  { name: "wallet", path: "/wallet", size: "phone" },
  { name: "claim", path: "/wallet/claim/:address", size: "phone" },
  { name: "request", path: "/request/policy/:id", size: "phone" },
  { name: "department", path: "/department", size: "desktop", actsAs: "housing" },
  { name: "new-request", path: "/department/policies/new", size: "desktop", actsAs: "housing" },
  { name: "organizer", path: "/organizer", size: "desktop" },
  { name: "organizer-election", path: "/organizer/elections/:id", size: "desktop" },
  { name: "trustee", path: "/trustee", size: "desktop", actsAs: "keeper" },
  { name: "public", path: "/public", size: "desktop" },
  { name: "public-election", path: "/public/elections/:id", size: "desktop" },
  { name: "verify", path: "/public/elections/:id/verify", size: "desktop" },
  { name: "trail", path: "/public/trail", size: "desktop" },
];
