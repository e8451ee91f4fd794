import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { Num } from "../num.tsx";
import { Time } from "../time.tsx";
import { ExactNumbers } from "./exact-numbers.tsx";

interface Point {
  /** Unix seconds. */
  readonly at: number;
  readonly value: number;
}

export interface LineChartProps {
  readonly caption: string;
  /** In order of time. */
  readonly points: readonly Point[];
  /** The end of the scale, as the number of voters; the largest value unless told. */
  readonly max?: number;
}

/** As .line-plot is high. */
const PLOT_REM = 12;

/** A count over time: it stays until it changes, so the line goes in steps. The scale starts at zero. */
export function LineChart({ caption, points, max }: LineChartProps): ReactNode {
  const say = useTexts("design");
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const top = Math.max(1, max ?? 0, ...points.map(({ value }) => value));
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <div className="line-chart" aria-hidden="true">
        <span className="line-top">
          <Num value={top} />
        </span>
        <svg className="line-plot" viewBox="0 0 100 100" preserveAspectRatio="none">
          <path className="line-frame" d="M0 0H100M0 100H100" />
          <path className="line-path" d={pathOf(points, top)} />
        </svg>
        <span className="line-last" style={{ marginTop: `${PLOT_REM * (1 - last.value / top)}rem` }}>
          <Num value={last.value} />
        </span>
        <span className="line-start">
          <Time at={first.at} />
        </span>
        <span className="line-end">
          <Time at={last.at} />
        </span>
      </div>
      <ExactNumbers
        caption={caption}
        headings={[say("chartTime"), say("chartValue")]}
        rows={points.map(({ at, value }) => [<Time key={at} at={at} />, value])}
      />
    </figure>
  );
}

function pathOf(points: readonly Point[], top: number): string {
  const x = scaleLinear([points[0]?.at ?? 0, points.at(-1)?.at ?? 1], [0, 100]);
  const y = scaleLinear([0, top], [100, 0]);
  const path = line<Point>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  ).curve(curveStepAfter);
  return path([...points]) ?? "";
}
