import { common } from "./common.ts";
import { design } from "./design.ts";
import { home } from "./home.ts";
import { publicTexts } from "./public.ts";
import { shell } from "./shell.ts";
import { verify } from "./verify.ts";

/** Every namespace in English. A new one is a file here, the same in ../zh, and a line in both lists. */
export const texts = {
  common,
  design,
  home,
  public: publicTexts,
  shell,
  verify,
} as const;
