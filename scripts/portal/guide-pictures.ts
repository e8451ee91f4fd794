/** What docs/user-guide shows: `<name>-<language>.webp`, of what a window holds. */
export interface GuidePicture {
  readonly name: string;
  /** As routes/ has it. */
  readonly path: string;
  readonly size: "phone" | "desktop";
}

export const GUIDE_PICTURES: readonly GuidePicture[] = [
  { name: "home", path: "/", size: "desktop" },
  { name: "demonstration", path: "/demonstration", size: "desktop" },
  { name: "elections", path: "/elections", size: "phone" },
  { name: "election", path: "/elections/:id", size: "phone" },
  { name: "vote", path: "/elections/:id/vote", size: "phone" },
  { name: "identity", path: "/identity", size: "phone" },
  { name: "wallet", path: "/wallet", size: "phone" },
  { name: "request", path: "/request/policy/:id", size: "phone" },
  { name: "public-election", path: "/public/elections/:id", size: "desktop" },
  { name: "verify", path: "/public/elections/:id/verify", size: "desktop" },
  { name: "trail", path: "/public/trail", size: "desktop" },
];
