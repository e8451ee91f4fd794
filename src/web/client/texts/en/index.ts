import { common } from "./common.ts";
import { design } from "./design.ts";
import { home } from "./home.ts";
import { shell } from "./shell.ts";

/** Every namespace in English. A new one is a file here, the same in ../zh, and a line in both lists. */
export const texts = {
  common,
  design,
  home,
  shell,
} as const;
