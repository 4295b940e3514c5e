import { EmployerPayment, PAYMENT_FEATURES } from '../pipelines/features/employer_payment/tables.ts';
import { EmployerQuarter, QUARTER_FEATURES } from '../pipelines/features/employer_quarter/tables.ts';
import { EmployerTie, TIE_FEATURES } from '../pipelines/features/employer_tie/tables.ts';
import {
  EmployerGrouping,
  EmployerTrend,
  TREND_FEATURES,
} from '../pipelines/features/employer_trend/tables.ts';
import {
  EmployerNetwork,
  NETWORK_FEATURES,
  RING_FEATURES,
  WorkerRing,
} from '../pipelines/networks/employer_resource/tables.ts';
import type { Columns, Table } from '../src/table/index.ts';
import {
  chooseColumns,
  chooseFeatures,
  type Chosen,
  type DescribedFeatures,
  type ModelFeature,
} from '../src/unit/index.ts';

/** What the models of employers have in common: the same feature groups, of which each chooses its columns. */

/**
 * The columns that a model takes from each feature group, in this order, with their directions: with 1 a larger value never
 * lowers the probability.
 */
export interface EmployerChoice {
  readonly payment: Chosen<keyof typeof PAYMENT_FEATURES>;
  readonly quarter: Chosen<keyof typeof QUARTER_FEATURES>;
  readonly trend: Chosen<keyof typeof TREND_FEATURES>;
  readonly tie: Chosen<keyof typeof TIE_FEATURES>;
  readonly network?: Chosen<keyof typeof NETWORK_FEATURES>;
  readonly ring?: Chosen<keyof typeof RING_FEATURES>;
}

type Group = keyof EmployerChoice;
type Described = Readonly<{ table: Table; features: DescribedFeatures<string> }>;

const GROUPS: Readonly<Record<Group, Described>> = {
  payment: { table: EmployerPayment, features: PAYMENT_FEATURES },
  quarter: { table: EmployerQuarter, features: QUARTER_FEATURES },
  trend: { table: EmployerTrend, features: TREND_FEATURES },
  tie: { table: EmployerTie, features: TIE_FEATURES },
  network: { table: EmployerNetwork, features: NETWORK_FEATURES },
  ring: { table: WorkerRing, features: RING_FEATURES },
};
const chosenGroups = (choice: EmployerChoice) => Object.entries(choice) as [Group, Chosen<string>][];

/** Returns what the candidates read: the feature groups of a choice, and the groups in which fairness is measured. */
export const employerInputs = (choice: EmployerChoice): Table[] => [
  ...chosenGroups(choice).map(([group]) => GROUPS[group].table),
  EmployerGrouping,
];

/** Returns the declared columns of a choice, as the candidates carry them on. */
export const employerColumns = (choice: EmployerChoice): Columns =>
  Object.fromEntries(
    chosenGroups(choice).flatMap(([group, chosen]) =>
      Object.entries(chooseColumns(GROUPS[group].table, chosen)),
    ),
  );

/** Returns the features of a choice in the words of inspectors, with their directions. */
export const employerFeatures = (choice: EmployerChoice): ModelFeature[] =>
  chosenGroups(choice).flatMap(([group, chosen]) => chooseFeatures(GROUPS[group].features, chosen));
