import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Day } from '#shared/day.ts';
import { COLORS, FONT_FAMILY, STATUS_COLORS } from '../tokens.ts';

register([LineChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

export interface TrendLine {
  /** month ends, oldest first, the last one the day looked at; null where there is no figure */
  points: readonly { day: Day; value: number | null }[];
  threshold: number | null;
  format: (value: number) => string;
  label: string;
  /** white on dark for the wall display */
  onDark?: boolean;
  /** pixels, or all of the holder's height */
  height?: number | '100%';
}

/** Draws a trend as SVG, so that it prints. */
export function TrendDrawing(line: TrendLine) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current) return;
    const chart = init(holder.current, null, { renderer: 'svg' });
    chart.setOption(optionOf(line));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(holder.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [line]);
  return <div ref={holder} role="img" aria-label={line.label} style={{ height: line.height ?? 240 }} />;
}

function optionOf({ points, threshold, format, onDark = false }: TrendLine) {
  // a wall is read from afar: its text grows with it
  const size = onDark ? Math.round(window.innerWidth / 80) : 12;
  const text = onDark ? '#D5E2DB' : COLORS.inkSoft;
  const grid = onDark ? '#2F4239' : '#E4E9E6';
  const axis = { color: text, fontSize: size };
  const last = points.length - 1;
  return {
    textStyle: { fontFamily: FONT_FAMILY },
    animation: false,
    grid: { left: 8, right: size * 4, top: size * 2, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '—') },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.day.slice(0, 7)),
      axisLabel: axis,
      axisLine: { lineStyle: { color: text } },
      boundaryGap: false,
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: (range: { max: number }) => Math.max(range.max, threshold ?? 0) || 1,
      axisLabel: { ...axis, formatter: format },
      splitLine: { lineStyle: { color: grid } },
    },
    series: [
      {
        type: 'line',
        showAllSymbol: true,
        // the last point is the day looked at; it alone is marked and named
        data: points.map(({ value }, index) =>
          index === last
            ? { value, symbol: 'circle', symbolSize: size * 0.75, label: { show: true, formatter: value === null ? '' : format(value) } }
            : { value, symbol: 'none' },
        ),
        label: { position: 'right', ...axis, fontWeight: 'bold' },
        lineStyle: { width: onDark ? 4 : 2.5 },
        color: onDark ? '#7FD6AE' : STATUS_COLORS.onTrack.fill,
        ...(threshold === null ? {} : { markLine: thresholdLine(threshold, format, axis) }),
      },
    ],
  };
}

/** The target as a dashed line, named at its beginning where the run is lowest. */
function thresholdLine(threshold: number, format: (value: number) => string, axis: { color: string; fontSize: number }) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: axis.color, type: 'dashed' },
    label: { ...axis, position: 'insideStartTop', formatter: `目标 ${format(threshold)}` },
    data: [{ yAxis: threshold }],
  };
}
