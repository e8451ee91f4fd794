import type { texts as english } from "../en/index.ts";
import type { Translated } from "../typed.ts";
import { common } from "./common.ts";
import { design } from "./design.ts";
import { glossary } from "./glossary.ts";
import { home } from "./home.ts";
import { how, lockedSum, software } from "./how.ts";
import { identity } from "./identity.ts";
import { publicTexts } from "./public.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { verify } from "./verify.ts";
import { vote } from "./vote.ts";

/** Every namespace in Chinese. */
export const texts: { readonly [Name in keyof typeof english]: Translated<(typeof english)[Name]> } = {
  common,
  design,
  glossary,
  home,
  how,
  identity,
  lockedSum,
  public: publicTexts,
  settings,
  shell,
  software,
  verify,
  vote,
};
