import type { AlertKind } from "../../api/alerts.ts";
import type { AlertDetails } from "../finding.ts";
import type { AlertText, TextsOf } from "./alert-text.ts";
import { CHAIN_TEXTS } from "./chain.ts";
import { ELECTION_TEXTS } from "./elections.ts";
import { RELAYER_TEXTS } from "./relayer.ts";
import { TRUST_TEXTS } from "./trust.ts";

const TEXTS: TextsOf<AlertKind> = { ...ELECTION_TEXTS, ...TRUST_TEXTS, ...CHAIN_TEXTS, ...RELAYER_TEXTS };

/** The sentence and advice of an alert; its detail must be one of that kind, as rules write it. */
export function describeAlert<Kind extends AlertKind>(kind: Kind, detail: AlertDetails[Kind]): AlertText {
  return TEXTS[kind](detail);
}
