import {
  calibrationChart,
  capacityTable,
  decimals,
  importanceChart,
  percent,
  rankingCharts,
} from '../chart/index.ts';
import { areaUnderRoc, averagePrecision, outcomesOf, type Outcomes } from '../evaluation/index.ts';
import { html, pageText, table, type Content, type Markup } from '../html/index.ts';
import type { Learning } from '../unit/index.ts';
import type { GroupingFairness } from './fairness.ts';
import type { FittedModel } from './fitted.ts';
import { frameOf } from './frame.ts';
import type { HeldOutScores } from './holdout.ts';
import {
  driftBetween,
  importanceOf,
  minedRules,
  PROXY_LIMIT,
  proxiesOf,
  type FeatureDrift,
  type FeatureImportance,
  type MinedRule,
  type Proxy,
} from './insight.ts';
import type { FitResult } from './retrain.ts';
import type { TrainingRows } from './training.ts';

const TOP_FEATURES = 20;
const TOP_PROXIES = 10;

/** A fit and the rows that it rests on. */
export interface Fit extends Omit<FitResult, 'file'> {
  readonly answers: string;
  readonly learning: Learning;
  readonly rows: TrainingRows;
  readonly scores: HeldOutScores;
  readonly probabilities: Float64Array;
}

/** Returns the report of a fit as one HTML page that needs no network; it names features and never a subject. */
export function fitReport(fit: Fit): string {
  const { model, learning, rows, scores, answers } = fit;
  const outcomes = outcomesOf({ labels: rows.labels, scores: fit.probabilities }, scores.holdout);
  const later = frameOf(model.features, rows.columns, scores.holdout);
  const earlier = frameOf(model.features, rows.columns, scores.earlier);
  const title = `Fit of ${model.name}`;
  return pageText({
    language: 'en',
    title,
    body: [
      html`<h1>${title}</h1><p>${answers}</p><p class="soft">${summary(fit)}</p>`,
      html`<h2>Decision</h2><p>${decision(fit)}</p>`,
      html`<h2>Out of time</h2><p class="soft">Rows of the newest dates, scored by models that saw neither these dates nor the same employers; cases known before are left out.</p>`,
      measures(model),
      curves(outcomes, learning.capacity),
      html`<h2>Importance</h2>`,
      importance(importanceOf(model, rows.columns, scores.holdout)),
      html`<h2>Fairness</h2>`,
      fit.fairness.map(fairness),
      html`<h2>Drift</h2>`,
      drift(earlier.rowCount > 0 ? driftBetween(earlier, later) : []),
      html`<h2>Proxies</h2>`,
      proxies(proxiesOf(later, rows.columns, scores.holdout)),
      html`<h2>Scenarios</h2>`,
      rules(minedRules(later, outcomes.labels)),
    ],
  });
}

function summary({ model, learning }: Fit): string {
  const { version, origin, rows, positives, period, features, seed } = model;
  const world =
    origin === 'synthetic' ? 'a synthetic world: for demonstration, never for a real list' : 'delivered data';
  return `Version ${version}, fitted on ${world}: ${rows} rows of ${period.first} to ${period.last}, of which ${positives} positive, as known on ${period.fittedAsOf}; ${learning.learner}, ${features.length} features, seed ${seed}.`;
}

function decision({ decision: { winner, reason } }: Fit): string {
  return `${winner === 'challenger' ? 'This model became the champion' : 'The champion stays'}: ${reason}.`;
}

function measures({ holdout }: FittedModel): Markup {
  return table('Measures of the model and of the baselines that it must beat', holdout, [
    { title: 'Measure', value: ({ metric }) => metric.replaceAll('_', ' ') },
    { title: 'Scored by', value: ({ scorer }) => scorer },
    { title: 'Value', value: ({ value }) => String(Number(value.toPrecision(4))), isNumber: true },
    {
      title: '95 % interval',
      value: ({ low, high }): Content =>
        low !== undefined && high !== undefined && `${low.toFixed(3)} – ${high.toFixed(3)}`,
      isNumber: true,
    },
  ]);
}

function curves(outcomes: Outcomes, capacity: number): Content {
  const positives = outcomes.labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === outcomes.labels.length) {
    return html`<p>All outcomes are alike: there is no curve to draw.</p>`;
  }
  return [
    rankingCharts(outcomes, { auc: areaUnderRoc(outcomes), averagePrecision: averagePrecision(outcomes) }),
    html`<h2>Calibration</h2>`,
    calibrationChart(outcomes),
    html`<h2>What visits would find</h2>`,
    capacityTable(outcomes, [
      Math.ceil(capacity / 4),
      Math.ceil(capacity / 2),
      capacity,
      2 * capacity,
      5 * capacity,
    ]),
  ];
}

function importance(features: readonly FeatureImportance[]): Content {
  const top = features.slice(0, TOP_FEATURES);
  return [
    importanceChart(top),
    table(`The ${top.length} most important of ${features.length} features`, top, [
      { title: 'Feature', value: ({ feature }) => feature },
      { title: 'Mean |contribution|', value: ({ meanShap }) => decimals(meanShap), isNumber: true },
      { title: 'Share of gain', value: ({ gainShare }) => percent(gainShare), isNumber: true },
    ]),
  ];
}

function fairness({ column, rates, breaches }: GroupingFairness): Content {
  const broken = new Set(breaches.map(({ group }) => group));
  const words = column.replace(/_code$/, '');
  return table(`By ${words}: ${broken.size === 0 ? 'no limit is broken' : 'a limit is broken'}`, rates, [
    { title: words, value: ({ group }) => (broken.has(group) ? html`<strong>${group}</strong>` : group) },
    { title: 'Rows', value: ({ rows }) => rows, isNumber: true },
    { title: 'Selected', value: ({ selectionShare }) => percent(selectionShare), isNumber: true },
    {
      title: 'To the share of all',
      value: ({ selectionRatio }) => decimals(selectionRatio, 2),
      isNumber: true,
    },
    { title: 'Suspected too much', value: ({ calibrationGap }) => percent(calibrationGap), isNumber: true },
    {
      title: '95 % interval',
      value: ({ calibrationInterval: { low, high } }) => [percent(low), ' – ', percent(high)],
      isNumber: true,
    },
  ]);
}

function drift(features: readonly FeatureDrift[]): Content {
  const moved = features.filter(({ verdict }) => verdict !== 'stable');
  if (moved.length === 0) return html`<p>No feature moved between the earlier dates and the newest.</p>`;
  return table('Features that moved between the earlier dates and the newest', moved, [
    { title: 'Feature', value: ({ feature }) => feature },
    { title: 'Stability index', value: ({ index }) => decimals(index, 3), isNumber: true },
    { title: 'By chance', value: ({ byChance }) => decimals(byChance, 3), isNumber: true },
    { title: 'Verdict', value: ({ verdict }) => verdict },
  ]);
}

function proxies(found: readonly Proxy[]): Content {
  const over = found.filter(({ information }) => information > PROXY_LIMIT).length;
  const verdict =
    over === 0
      ? `No feature tells more than ${PROXY_LIMIT} of an attribute by which nobody may be chosen.`
      : `${over} tell more than ${PROXY_LIMIT} of an attribute by which nobody may be chosen: a person must judge them.`;
  return [
    html`<p>${verdict}</p>`,
    table('Normalised mutual information on the rows of the newest dates', found.slice(0, TOP_PROXIES), [
      { title: 'Feature', value: ({ feature }) => feature },
      { title: 'Attribute', value: ({ attribute }) => attribute.replace(/_code$/, '') },
      { title: 'Information', value: ({ information }) => decimals(information, 3), isNumber: true },
    ]),
  ];
}

function rules(found: readonly MinedRule[]): Content {
  if (found.length === 0) return html`<p>No short rule has more positives than chance explains.</p>`;
  return [
    html`<p class="soft">Short rules on the rows of the newest dates whose positives chance does not explain, for an analyst to judge.</p>`,
    html`<ul>${found.map(
      ({ words, support, share, lift, qValue }) =>
        html`<li>Where <strong>${words}</strong>: ${support} rows, ${percent(share)} positive, ${lift.toFixed(1)} times the share of all (corrected p ${qValue.toExponential(0)}).</li>`,
    )}</ul>`,
  ];
}
