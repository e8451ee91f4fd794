import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { Num } from "../num.tsx";
import { ExactNumbers } from "./exact-numbers.tsx";

export interface BarChartProps {
  readonly caption: string;
  readonly bars: readonly { readonly label: string; readonly value: number | bigint }[];
}

/** Bars with their labels and numbers on them, from zero, in the order given. */
export function BarChart({ caption, bars }: BarChartProps): ReactNode {
  const say = useTexts("design");
  const largest = Math.max(1, ...bars.map(({ value }) => Number(value)));
  const width = scaleLinear([0, largest], [0, 100]);
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <div className="bars" aria-hidden="true">
        {bars.map(({ label, value }, index) => (
          <div key={index} className="bar-row">
            <span className="bar-label">{label}</span>
            <span className="bar-value">
              <Num value={value} />
            </span>
            <svg className="bar">
              <rect className="bar-ground" width="100%" height="100%" />
              <rect className="bar-length" width={`${width(Number(value))}%`} height="100%" />
            </svg>
          </div>
        ))}
      </div>
      <ExactNumbers
        caption={caption}
        headings={[say("chartLabel"), say("chartValue")]}
        rows={bars.map(({ label, value }) => [label, value])}
      />
    </figure>
  );
}
