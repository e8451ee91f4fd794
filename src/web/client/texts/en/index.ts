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

/** Every namespace in English. A new one is a file here, the same in ../zh, and a line in both lists. */
export const texts = {
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
} as const;
