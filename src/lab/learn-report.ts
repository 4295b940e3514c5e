import {
  calibrationChart,
  capacityTable,
  chart,
  decimals,
  importanceChart,
  percent,
  Plot,
  rankingCharts,
} from '../chart/index.ts';
import { html, pageText, table, type Markup } from '../html/index.ts';
import type { Importance, ShapSample } from './learn-insight.ts';
import type { Learnt } from './learn.ts';

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
  const title = `Learning ${options.label}`;
  return pageText({
    language: 'en',
    title,
    body: [
      html`<h1>${title}</h1>
<p class="soft">${summary.learner}, ${summary.rows} rows of which ${summary.positives} positive (“${data.positive}”), ${summary.features} features, ${summary.folds} folds, seed ${options.seed}. All figures and curves are of rows that the model had not seen; importance is that of the model fitted on all rows.</p>`,
      warnings.length > 0 &&
        html`<h2>To look at</h2><ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul>`,
      html`<h2>Figures</h2>`,
      figures(input),
      html`<h2>Curves</h2>`,
      rankingCharts(outcomes, { auc: summary.pooledAuc, averagePrecision: summary.pooledAveragePrecision }),
      html`<h2>Calibration</h2>`,
      calibrationChart(outcomes),
      html`<h2>What visits would find</h2>`,
      capacityTable(outcomes, [50, 100, 500, ...[0.01, 0.05, 0.1].map((p) => Math.round(p * summary.rows))]),
      html`<h2>Importance</h2>`,
      importanceFigures(input.importances),
      html`<h2>Contributions</h2>`,
      shapChart(input),
    ],
  });
}

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
    { title: 'Rows', value: ({ rows }) => decimals(rows, 0), isNumber: true },
    { title: 'Positives', value: ({ positives }) => decimals(positives, 0), isNumber: true },
    { title: 'AUC', value: ({ auc }) => decimals(auc), isNumber: true },
    { title: 'Average precision', value: (row) => decimals(row.averagePrecision), isNumber: true },
    { title: 'Log loss', value: ({ logLoss }) => decimals(logLoss), isNumber: true },
    { title: 'Brier', value: ({ brier }) => decimals(brier), isNumber: true },
    { title: 'Calibration error', value: (row) => decimals(row.calibrationError), isNumber: true },
  ]);
}

function importanceFigures(importances: readonly Importance[]): Markup[] {
  const top = importances.slice(0, TOP_FEATURES);
  return [
    importanceChart(top),
    table(`The ${top.length} most important of ${importances.length} features`, top, [
      { title: 'Feature', value: ({ feature }) => feature },
      { title: 'Mean |contribution|', value: ({ meanShap }) => decimals(meanShap), isNumber: true },
      { title: 'Share of gain', value: ({ gainShare }) => percent(gainShare), isNumber: true },
      { title: 'AUC lost when shuffled', value: ({ aucLoss }) => decimals(aucLoss), isNumber: true },
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
  const width = shap.features.length + 1;
  const dots = features.flatMap((feature): Dot[] => {
    const f = shap.features.indexOf(feature);
    const column = data.frame.columns.find(({ name }) => name === feature);
    const values = Array.from(shap.rows, (row) => column?.values[row] as number);
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
