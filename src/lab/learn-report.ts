import { calibrationBins, curvePoints, precisionAtCapacity, type CurvePoint } from '../evaluation/index.ts';
import { chart, Plot } from '../chart/index.ts';
import { html, pageText, table, type Content, type Markup } from '../html/index.ts';
import type { Importance, ShapSample } from './learn-insight.ts';
import type { Learnt } from './learn.ts';

const ACCENT = '#0b5cad';
const SIZE = { width: 460, height: 400, marginLeft: 50, grid: true };
const TOP_FEATURES = 20;
const SHAP_FEATURES = 12;

export interface LearnReportInput extends Learnt {
  readonly importances: readonly Importance[];
  readonly shap: ShapSample;
}

/** Returns the report as one HTML page that needs no network; it names columns and never a row. */
export function learnReport(input: LearnReportInput): string {
  const { options, table: data, validation, summary, warnings } = input;
  const outcomes = { labels: data.labels, scores: validation.scores };
  const curve: CurvePoint[] = [{ recall: 0, falseAlarmShare: 0, precision: NaN }, ...curvePoints(outcomes)];
  const title = `Learning ${options.label}`;
  return pageText({
    language: 'en',
    title,
    style: '.pair { display: flex; flex-wrap: wrap; gap: 1rem; }',
    body: [
      html`<h1>${title}</h1>
<p class="soft">${summary.learner}, ${summary.rows} rows of which ${summary.positives} positive (“${data.positive}”), ${summary.features} features, ${summary.folds} folds, seed ${options.seed}. All figures and curves are of rows that the model had not seen; importance is that of the model fitted on all rows.</p>`,
      warnings.length > 0 &&
        html`<h2>To look at</h2><ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul>`,
      html`<h2>Figures</h2>`,
      figures(input),
      html`<h2>Curves</h2><div class="pair">${rocChart(curve, summary.pooledAuc)}${precisionChart(curve, summary)}</div>`,
      html`<h2>Calibration</h2>`,
      calibrationChart(input),
      html`<h2>What visits would find</h2>`,
      capacityTable(input),
      html`<h2>Importance</h2>`,
      importanceChart(input.importances),
      html`<h2>Contributions</h2>`,
      shapChart(input),
    ],
  });
}

const text = (value: number, digits = 4): Content => (Number.isNaN(value) ? '–' : value.toFixed(digits));
const percent = (share: number): Content => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);

function figures({ validation }: LearnReportInput): Markup {
  const { folds, mean, pooled, scores } = validation;
  const positives = folds.reduce((sum, fold) => sum + fold.positives, 0);
  const rows = [
    ...folds,
    { fold: 'mean of folds', rows: NaN, positives: NaN, ...mean },
    { fold: 'all rows at once', rows: scores.length, positives, ...pooled },
  ];
  return table('Measures by fold', rows, [
    { title: 'Fold', value: ({ fold }) => fold },
    { title: 'Rows', value: ({ rows }) => text(rows, 0), isNumber: true },
    { title: 'Positives', value: ({ positives }) => text(positives, 0), isNumber: true },
    { title: 'AUC', value: ({ auc }) => text(auc), isNumber: true },
    { title: 'Average precision', value: (row) => text(row.averagePrecision), isNumber: true },
    { title: 'Log loss', value: ({ logLoss }) => text(logLoss), isNumber: true },
    { title: 'Brier', value: ({ brier }) => text(brier), isNumber: true },
    { title: 'Calibration error', value: (row) => text(row.calibrationError), isNumber: true },
  ]);
}

function rocChart(curve: readonly CurvePoint[], auc: number): Markup {
  const diagonal = [
    [0, 0],
    [1, 1],
  ] as [number, number][];
  return chart(`ROC curve, all rows at once: area ${auc.toFixed(4)}`, {
    ...SIZE,
    x: { domain: [0, 1], label: 'share of negatives found too' },
    y: { domain: [0, 1], label: 'share of positives found' },
    marks: [
      Plot.line(diagonal, { stroke: '#9aa5b1', strokeDasharray: '4' }),
      Plot.line(curve, { x: 'falseAlarmShare', y: 'recall', stroke: ACCENT }),
    ],
  });
}

function precisionChart(curve: readonly CurvePoint[], summary: Learnt['summary']): Markup {
  const points = curve.filter(({ precision }) => !Number.isNaN(precision));
  const caption = `Precision and recall, all rows at once: average precision ${summary.pooledAveragePrecision.toFixed(4)}; the dashed line is chance`;
  return chart(caption, {
    ...SIZE,
    x: { domain: [0, 1], label: 'share of positives found (recall)' },
    y: { domain: [0, 1], label: 'share of positives among those found (precision)' },
    marks: [
      Plot.ruleY([summary.positives / summary.rows], { stroke: '#9aa5b1', strokeDasharray: '4' }),
      Plot.line(points, { x: 'recall', y: 'precision', stroke: ACCENT }),
    ],
  });
}

function calibrationChart({ table: data, validation }: LearnReportInput): Markup {
  const bins = calibrationBins({ labels: data.labels, scores: validation.scores }, 15);
  const top = Math.min(1, 1.05 * Math.max(...bins.map((bin) => Math.max(bin.meanScore, bin.positiveShare))));
  const diagonal = [
    [0, 0],
    [top, top],
  ] as [number, number][];
  return chart(
    'Share of positives beside the mean probability, in groups of equal size; on the line they are equal',
    {
      ...SIZE,
      x: { domain: [0, top], label: 'mean probability' },
      y: { domain: [0, top], label: 'share of positives' },
      marks: [
        Plot.line(diagonal, { stroke: '#9aa5b1', strokeDasharray: '4' }),
        Plot.line(bins, { x: 'meanScore', y: 'positiveShare', stroke: ACCENT }),
        Plot.dot(bins, { x: 'meanScore', y: 'positiveShare', fill: ACCENT }),
      ],
    },
  );
}

function capacityTable({ table: data, validation, summary }: LearnReportInput): Markup {
  const outcomes = { labels: data.labels, scores: validation.scores };
  const capacities = [
    ...new Set([50, 100, 500, ...[0.01, 0.05, 0.1].map((p) => Math.round(p * summary.rows))]),
  ]
    .filter((capacity) => capacity > 0 && capacity <= summary.rows)
    .sort((a, b) => a - b);
  const rows = capacities.map((capacity) => precisionAtCapacity(outcomes, capacity));
  return table('The highest scores visited; 95 % interval after Wilson', rows, [
    { title: 'Visits', value: ({ visited }) => visited, isNumber: true },
    { title: 'Hits', value: ({ hits }) => text(hits, 0), isNumber: true },
    { title: 'Precision', value: ({ precision }) => percent(precision), isNumber: true },
    { title: 'Interval', value: ({ low, high }) => [percent(low), ' – ', percent(high)], isNumber: true },
    { title: 'Lift', value: ({ lift }) => text(lift, 1), isNumber: true },
    { title: 'Positives found', value: ({ recall }) => percent(recall), isNumber: true },
  ]);
}

function importanceChart(importances: readonly Importance[]): Markup[] {
  const top = importances.slice(0, TOP_FEATURES);
  const bars = chart('Mean size of the contribution to the margin (TreeSHAP)', {
    width: 800,
    height: 60 + 22 * top.length,
    marginLeft: 220,
    x: { label: 'mean |contribution|', grid: true },
    y: { label: null, domain: top.map(({ feature }) => feature) },
    marks: [Plot.barX(top, { x: 'meanShap', y: 'feature', fill: ACCENT })],
  });
  return [
    bars,
    table(`The ${top.length} most important of ${importances.length} features`, top, [
      { title: 'Feature', value: ({ feature }) => feature },
      { title: 'Mean |contribution|', value: ({ meanShap }) => text(meanShap), isNumber: true },
      { title: 'Share of gain', value: ({ gainShare }) => percent(gainShare), isNumber: true },
      { title: 'AUC lost when shuffled', value: ({ aucLoss }) => text(aucLoss), isNumber: true },
    ]),
  ];
}

interface Dot {
  readonly feature: string;
  readonly contribution: number;
  /** Place of the value among those of the sample, 0..1; NaN where it is missing. */
  readonly level: number;
}

function shapChart({ importances, shap, table: data }: LearnReportInput): Markup {
  const features = importances.slice(0, SHAP_FEATURES).map(({ feature }) => feature);
  const width = data.frame.columns.length + 1;
  const dots = features.flatMap((feature): Dot[] => {
    const f = data.frame.columns.findIndex(({ name }) => name === feature);
    const values = Array.from(shap.rows, (row) => data.frame.columns[f]?.values[row] as number);
    const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    return values.map((value, i) => ({
      feature,
      contribution: shap.contributions[i * width + f] as number,
      level: sorted.length > 1 ? sorted.indexOf(value) / (sorted.length - 1) : 0.5,
    }));
  });
  const caption = `Contribution of the value of ${shap.rows.length} sampled rows to the margin: red is a high value, blue a low one, grey a missing one`;
  return chart(caption, {
    width: 800,
    height: 60 + 34 * features.length,
    marginLeft: 220,
    x: { label: 'contribution to the margin', grid: true },
    y: { label: null, domain: features, type: 'point' },
    color: { type: 'linear', range: ['#2166ac', '#b2182b'], domain: [0, 1], unknown: '#9aa5b1' },
    marks: [
      Plot.ruleX([0]),
      Plot.dot(dots, {
        x: (dot: Dot) => Number(dot.contribution.toPrecision(3)),
        y: 'feature',
        fill: (dot: Dot) => (dot.level < 0 ? NaN : Number(dot.level.toFixed(2))),
        r: 2,
      }),
    ],
  });
}
