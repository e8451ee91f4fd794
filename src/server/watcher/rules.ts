import type { Rule } from "./rule.ts";
import { chainRule } from "./rules/chain.ts";
import { changesRule } from "./rules/changes.ts";
import { electionsRule } from "./rules/elections.ts";
import { entriesRule } from "./rules/entries.ts";
import { indexRule } from "./rules/index.ts";
import { logsRule } from "./rules/logs.ts";
import { proofsRule } from "./rules/proofs.ts";
import { resultsRule } from "./rules/results.ts";
import { trusteesRule } from "./rules/trustees.ts";
import { walletsRule } from "./rules/wallets.ts";

/** Everything that is looked at in a round. Together they find each kind of alert but "check-failed", which the round itself raises. */
export function allRules(): readonly Rule[] {
  return [
    electionsRule(),
    resultsRule(),
    trusteesRule,
    changesRule,
    logsRule,
    indexRule,
    chainRule,
    proofsRule,
    walletsRule,
    entriesRule,
  ];
}
