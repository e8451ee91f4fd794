import type { firstTexts as english } from "../en/first.ts";
import type { Translated } from "../typed.ts";
import { common } from "./common.ts";
import { design } from "./design.ts";
import { home } from "./home.ts";
import { shell } from "./shell.ts";

export const firstTexts: { readonly [Name in keyof typeof english]: Translated<(typeof english)[Name]> } = {
  common,
  design,
  home,
  shell,
};
