import { cbeNumber, code, date, defineTable, flag, integer, real, text } from '../../../src/table/index.ts';

const cbe_number = cbeNumber({ meaning: 'Employer.' });
const resource_id = text({
  personal: 'pseudonym',
  meaning:
    'What is shared: the pseudonym of a person, the CBE number of an enterprise or the number of an establishment unit.',
});
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', optional: true, min: 0, max: 1 });
const score = (meaning: string) => real({ meaning, unit: 'share of all exposure', optional: true, min: 0 });

export const EmployerResourceEdge = defineTable({
  schema: 'network',
  name: 'employer_resource_edge',
  grain: 'One row per employer, resource and source row that proves their tie.',
  key: ['cbe_number', 'resource_id', 'source_table', 'source_key'],
  notes:
    'Only resources of two employers or more, known at the as-of date. A person is one resource, as a worker and as a holder of mandates.',
  columns: {
    cbe_number,
    resource_id,
    tie_code: code({
      oneOf: ['worker', 'mandate', 'client', 'establishment_unit'],
      meaning:
        'worker: was employed; mandate: held a function; client: gave it works; establishment_unit: declared staff there.',
    }),
    begin_date: date({ meaning: 'First day of the tie.' }),
    end_date: date({ optional: true, meaning: 'Last day of the tie, if it had come at the as-of date.' }),
    source_table: code({ meaning: 'Table that proves the tie.' }),
    source_key: text({ personal: 'pseudonym', meaning: 'Key of the row there, its parts separated by |.' }),
  },
});

export const EmployerResource = defineTable({
  schema: 'network',
  name: 'employer_resource',
  grain: 'One row per shared resource.',
  key: ['resource_id'],
  columns: {
    resource_id,
    employer_count: count('Employers that it is tied to.', 'enterprises'),
    is_hub: flag({
      meaning: 'Tied to more than 40 employers: it says nothing and is left out of the network.',
    }),
    first_begin_date: date({ meaning: 'First day of its first tie.' }),
  },
});

export const EmployerKnownCase = defineTable({
  schema: 'network',
  name: 'employer_known_case',
  grain: 'One row per employer with a fraud that was found, or a bankruptcy, known at the as-of date.',
  key: ['cbe_number'],
  columns: {
    cbe_number,
    fraud_known_date: date({ optional: true, meaning: 'Day on which its latest fraud became known.' }),
    bankruptcy_known_date: date({
      optional: true,
      meaning: 'Day on which its latest bankruptcy became known.',
    }),
  },
});

export const EmployerNetwork = defineTable({
  schema: 'network',
  name: 'employer_network',
  grain: 'One row per employer with a tie to a shared resource that is no hub.',
  key: ['cbe_number'],
  notes:
    'Known frauds of others count, its own does not, except in exposure_score. Scores are 0 for all while no fraud is known.',
  columns: {
    cbe_number,
    component_size: count('Employers and resources connected with it, itself included.', 'nodes'),
    core_degree: count('Largest k such that it stands in a part where everybody has k ties.', 'ties'),
    resource_count: count('Shared resources.', 'resources'),
    fraud_resource_count: count('Resources that a known fraud also has.', 'resources'),
    fraud_resource_share: share('Their share of its resources.'),
    exposure_score: score('Exposure to known frauds, spread along ties that fade.'),
    resource_exposure_min_score: score('Least exposure of its resources.'),
    resource_exposure_mean_score: score('Mean exposure of its resources.'),
    resource_exposure_max_score: score('Highest exposure of its resources.'),
    resource_exposure_weighted_score: score(
      'Mean exposure of its resources, weighted by how recent the tie is.',
    ),
    quadrangle_count: count('Pairs of resources that it shares with one other employer.', 'pairs'),
    fraud_quadrangle_count: count('Those shared with a known fraud.', 'pairs'),
    neighbour_count: count('Employers with a common resource.', 'employers'),
    neighbour_fraud_share: share('Known frauds among them.'),
    second_neighbour_count: count('Employers one step further.', 'employers'),
    second_neighbour_fraud_share: share('Known frauds among them.'),
    biclique_count: count('Closed groups in which all share the same two resources or more.', 'groups'),
    biclique_fraud_share: share('Highest share of known frauds among the others of such a group.'),
    biclique_bankrupt_share: share('Highest share of known bankruptcies among the others of such a group.'),
  },
});
