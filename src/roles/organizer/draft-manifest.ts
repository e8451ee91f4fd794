import { latestTime } from "../../chain/time.ts";
import { readRoll } from "../../chain/rolls.ts";
import { PsephosError } from "../../errors.ts";
import { createManifest, MANIFEST_FORMAT, type BilingualText, type Manifest } from "../../protocol/manifest.ts";
import { rulesFor, type RuleName } from "../../protocol/rule-presets.ts";
import { parseBilingual } from "../bilingual.ts";
import type { Chain } from "../chain-session.ts";
import { checkOrder, parseMoment } from "../moments.ts";

export interface ManifestPlan {
  readonly kind: Manifest["kind"];
  /** "English | 中文", or one text for both. */
  readonly title: string;
  readonly description: string;
  readonly organizer: string;
  /** Each "id=English | 中文". */
  readonly options: readonly string[];
  readonly ruleName: RuleName;
  readonly limit?: number | undefined;
  readonly maxPerOption?: number | undefined;
  readonly blank: boolean;
  readonly weighted: boolean;
  readonly rollId: bigint;
  readonly ceremonyId: bigint;
  /** As people write times; see moments.ts. */
  readonly opens: string;
  readonly closes: string;
  readonly resultBy: string;
  readonly minimumTurnout: number;
}

/** A whole manifest from an organizer's answers. */
export async function draftManifest({ chain, plan }: { chain: Chain; plan: ManifestPlan }): Promise<Manifest> {
  const [roll, now] = [await readRoll(chain, plan.rollId), await latestTime(chain)];
  const opensAt = parseMoment({ text: plan.opens, name: "--opens", now });
  const closesAt = parseMoment({ text: plan.closes, name: "--closes", now });
  const resultBy = parseMoment({ text: plan.resultBy, name: "--result-by", now });
  checkOrder({
    now,
    moments: [
      { name: "--opens", at: opensAt },
      { name: "--closes", at: closesAt },
      { name: "--result-by", at: resultBy },
    ],
  });
  const options = plan.options.map(parseOption);
  const { limit, maxPerOption, blank, weighted } = plan;
  return createManifest({
    format: MANIFEST_FORMAT,
    kind: plan.kind,
    title: parseBilingual(plan.title),
    description: parseBilingual(plan.description),
    organizer: parseBilingual(plan.organizer),
    options,
    rules: rulesFor(plan.ruleName, { optionCount: options.length, limit, maxPerOption, blank, weighted }),
    roll: { id: roll.rollId, fileHash: roll.fileHash },
    ceremony: { id: plan.ceremonyId },
    opensAt,
    closesAt,
    resultBy,
    minimumTurnout: plan.minimumTurnout,
  });
}

function parseOption(text: string): { id: string; label: BilingualText } {
  const separator = text.indexOf("=");
  const id = text.slice(0, Math.max(separator, 0)).trim();
  if (id === "") {
    throw new PsephosError("USAGE", `--option must be ID=LABEL, such as "ada=Ada Lovelace | 阿达". Got: ${text}`);
  }
  return { id, label: parseBilingual(text.slice(separator + 1)) };
}
