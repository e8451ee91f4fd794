import type { texts as english } from "../en/index.ts";
import type { Translated } from "../typed.ts";
import { common } from "./common.ts";
import { design } from "./design.ts";
import { home } from "./home.ts";
import { publicTexts } from "./public.ts";
import { shell } from "./shell.ts";
import { verify } from "./verify.ts";

/** Every namespace in Chinese. */
export const texts: { readonly [Name in keyof typeof english]: Translated<(typeof english)[Name]> } = {
  common,
  design,
  home,
  public: publicTexts,
  shell,
  verify,
};
