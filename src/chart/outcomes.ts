import {
  calibrationBins,
  curvePoints,
  precisionAtCapacity,
  type CurvePoint,
  type Outcomes,
} from '../evaluation/index.ts';
import { html, table, type Content, type Markup } from '../html/index.ts';
import { chart, Plot } from './chart.ts';

/** How well scores tell outcomes, as figures that every report on a model has. */

export const ACCENT = '#0b5cad';
const CHANCE = '#9aa5b1';
const SIZE = { width: 460, height: 400, marginLeft: 50, grid: true };

/** Returns a number with a fixed number of decimals; a dash where there is none. */
export const decimals = (value: number, digits = 4): Content =>
  Number.isNaN(value) ? '–' : value.toFixed(digits);

/** Returns a share as a percentage; a dash where there is none. */
export const percent = (share: number): Content =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`;

/** Returns the ROC curve and the curve of precision and recall, side by side. */
export function rankingCharts(
  outcomes: Outcomes,
  { auc, averagePrecision }: { readonly auc: number; readonly averagePrecision: number },
): Markup {
  const curve = [{ recall: 0, falseAlarmShare: 0, precision: NaN }, ...curvePoints(outcomes)];
  const base = outcomes.labels.reduce((sum, label) => sum + label, 0) / outcomes.labels.length;
  const beside = (figure: Markup) => html`<div style="flex: 1 1 30rem; min-width: 0">${figure}</div>`;
  return html`<div style="display: flex; flex-wrap: wrap; gap: 1rem">${beside(rocChart(curve, auc))}${beside(precisionChart(curve, averagePrecision, base))}</div>`;
}

function rocChart(curve: readonly CurvePoint[], auc: number): Markup {
  return chart(`ROC curve, all rows at once: area ${auc.toFixed(4)}`, {
    ...SIZE,
    x: { domain: [0, 1], label: 'share of negatives found too' },
    y: { domain: [0, 1], label: 'share of positives found' },
    marks: [diagonalTo(1), Plot.line(curve, { x: 'falseAlarmShare', y: 'recall', stroke: ACCENT })],
  });
}

function precisionChart(curve: readonly CurvePoint[], averagePrecision: number, base: number): Markup {
  const points = curve.filter(({ precision }) => !Number.isNaN(precision));
  const caption = `Precision and recall, all rows at once: average precision ${averagePrecision.toFixed(4)}; the dashed line is chance`;
  return chart(caption, {
    ...SIZE,
    x: { domain: [0, 1], label: 'share of positives found (recall)' },
    y: { domain: [0, 1], label: 'share of positives among those found (precision)' },
    marks: [
      Plot.ruleY([base], { stroke: CHANCE, strokeDasharray: '4' }),
      Plot.line(points, { x: 'recall', y: 'precision', stroke: ACCENT }),
    ],
  });
}

const diagonalTo = (top: number) =>
  Plot.line(
    [
      [0, 0],
      [top, top],
    ] as [number, number][],
    { stroke: CHANCE, strokeDasharray: '4' },
  );

/** Returns mean probability against share of positives, in groups of equal size. */
export function calibrationChart(outcomes: Outcomes): Markup {
  const bins = calibrationBins(outcomes, 15);
  const top = Math.min(1, 1.05 * Math.max(...bins.map((bin) => Math.max(bin.meanScore, bin.positiveShare))));
  return chart(
    'Share of positives beside the mean probability, in groups of equal size; on the line they are equal',
    {
      ...SIZE,
      x: { domain: [0, top], label: 'mean probability' },
      y: { domain: [0, top], label: 'share of positives' },
      marks: [
        diagonalTo(top),
        Plot.line(bins, { x: 'meanScore', y: 'positiveShare', stroke: ACCENT }),
        Plot.dot(bins, { x: 'meanScore', y: 'positiveShare', fill: ACCENT }),
      ],
    },
  );
}

/** Returns what visits to the highest scores would find, for each number of visits; those beyond the rows are left out. */
export function capacityTable(outcomes: Outcomes, capacities: readonly number[]): Markup {
  const wanted = [...new Set(capacities)]
    .filter((capacity) => capacity > 0 && capacity <= outcomes.labels.length)
    .sort((a, b) => a - b);
  const rows = wanted.map((capacity) => precisionAtCapacity(outcomes, capacity));
  return table('The highest scores visited; 95 % interval after Wilson', rows, [
    { title: 'Visits', value: ({ visited }) => visited, isNumber: true },
    { title: 'Hits', value: ({ hits }) => decimals(hits, 0), isNumber: true },
    { title: 'Precision', value: ({ precision }) => percent(precision), isNumber: true },
    { title: 'Interval', value: ({ low, high }) => [percent(low), ' – ', percent(high)], isNumber: true },
    { title: 'Lift', value: ({ lift }) => decimals(lift, 1), isNumber: true },
    { title: 'Positives found', value: ({ recall }) => percent(recall), isNumber: true },
  ]);
}

/** Returns how much the scores owe to each feature as bars, the most important first. */
export function importanceChart(
  features: readonly { readonly feature: string; readonly meanShap: number }[],
): Markup {
  return chart('Mean size of the contribution to the margin (TreeSHAP)', {
    width: 800,
    height: 60 + 22 * features.length,
    marginLeft: 220,
    x: { label: 'mean |contribution|', grid: true },
    y: { label: null, domain: features.map(({ feature }) => feature) },
    marks: [Plot.barX(features, { x: 'meanShap', y: 'feature', fill: ACCENT })],
  });
}
