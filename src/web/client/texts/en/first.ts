import { common } from "./common.ts";
import { design } from "./design.ts";
import { home } from "./home.ts";
import { shell } from "./shell.ts";

/** What the page that opens first says: loaded before anything is shown, so it is to stay short. */
export const firstTexts = {
  common,
  design,
  home,
  shell,
} as const;
