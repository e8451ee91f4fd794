import type { ReactNode } from "react";
import type { Manifest } from "../../../../protocol/manifest.ts";
import { SummaryList } from "../../design/summary-list.tsx";
import { useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";
import { ballotKind } from "./ballot/draft.ts";

interface ChoicesToldProps {
  readonly manifest: Manifest;
  /** By option, in the manifest's order. */
  readonly values: readonly number[];
}

/** A choice in the manifest's own words. A ranking in its order, everything else in the order of the options; what got nothing is told too. */
export function ChoicesTold({ manifest, values }: ChoicesToldProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const kind = ballotKind(manifest.rules);
  const options = manifest.options.map(({ id, label }, index) => ({
    id,
    label: label[language],
    value: values[index] ?? 0,
  }));
  if (options.every(({ value }) => value === 0)) return <p className="choice-told">{say("blankTold")}</p>;
  if (kind === "single" || kind === "several") {
    return (
      <ul className="choices-told">
        {options
          .filter(({ value }) => value > 0)
          .map(({ id, label }) => (
            <li key={id} className="choice-told">
              {label}
            </li>
          ))}
      </ul>
    );
  }
  const { maxValue } = manifest.rules;
  const ordered = kind === "ranking" ? [...options].sort((one, other) => other.value - one.value) : options;
  const told = (value: number): string => {
    if (kind !== "ranking") return say("pointsTold", { count: value });
    return value === 0 ? say("noPlaceTold") : say("placeTold", { place: maxValue - value + 1, points: value });
  };
  return <SummaryList rows={ordered.map(({ label, value }) => ({ term: label, value: told(value) }))} />;
}
