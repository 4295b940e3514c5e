import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filledSentence } from '../../../src/publication/index.ts';
import { specStep } from '../../../src/testing/index.ts';
import { LANGUAGES } from '../../../src/unit/index.ts';
import { SiteHistory, SiteMonth, SiteReputation } from '../../features/site_month/tables.ts';
import { Employer } from '../../links/employer/tables.ts';
import { Site } from '../../links/site_address/tables.ts';
import { WorksDeclarationWorks } from '../../sources/works_declaration/tables.ts';
import list from './list.ts';
import { REASONS } from './reasons.ts';
import { MonthlySitesBand, MonthlySitesCandidate, MonthlySitesReason, MonthlySitesRule } from './tables.ts';

const room = import.meta.url;
const params = { as_of_date: '2024-04-30' };
const sqlOf = (name: string) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');

describe('the rules', () => {
  const codes = [...sqlOf('monthly_sites_rule').matchAll(/^ {6}\('([a-z0-9_]+)'/gm)].map(
    (match) => match[1] ?? '',
  );
  it('all have a sentence in three languages and a legal basis, and no sentence is without rule', () => {
    expect(codes.length).toBeGreaterThan(15);
    expect(REASONS.map(({ code }) => code)).toEqual(codes);
    for (const { sentence, legalBasis } of REASONS) {
      for (const language of LANGUAGES) {
        const text = filledSentence(sentence[language], { count: 2, base: 5, cents: 100 }, language);
        expect(legalBasis[language]).toMatch(/\d|XX/);
        expect(text).toMatch(/^[^{}?]+\.$/);
      }
    }
  });
  it('all are counted in the reasons and proved by evidence', () => {
    for (const code of codes) {
      expect(sqlOf('monthly_sites_reason')).toContain(`WHEN '${code}' THEN`);
      expect(sqlOf('monthly_sites_evidence')).toContain(`'${code}'`);
    }
  });
  it('every exclusion that the SQL can give is explained', () => {
    const given = [...sqlOf('monthly_sites_candidate').matchAll(/THEN '([a-z_]+)'/g)].map(
      (match) => match[1],
    );
    expect([...given].sort()).toEqual(Object.keys(list.exclusions).sort());
  });
});

describe('the points', () => {
  const rules = `reason_code | theme_code | threshold_count | first_points | unit_count | unit_points | most_points
    undeclared_work   | undeclared_work | 1  | 6 | 1  | 2 | 24
    undeclared_share  | undeclared_work | 10 | 8 | 10 | 4 | 24
    late_declaration  | declaration     | 1  | 3 | 10 | 1 | 8
    debtor_on_site    | debt            | 1  | 5 | 1  | 3 | 14`;
  const pointsOf = (site: string, expected: string) =>
    specStep({
      room,
      table: MonthlySitesReason,
      inputs: [SiteMonth, SiteReputation, MonthlySitesRule],
      given: [
        [MonthlySitesRule, rules],
        [
          SiteMonth,
          `avwddt_id | presence_count | worker_count | undeclared_presence_count | undeclared_worker_count | declared_late_days | contractor_count | debtor_count | debtor_owed_cents\n${site}`,
        ],
      ],
      expect: `reason_code | points | evidence_count | evidence_base_count | evidence_cents\n${expected}`,
    });
  it('grow with the count up to the most that a rule gives', () =>
    pointsOf('W1 | 1000 | 100 | 40 | 30 | 0 | 3 | 0 | 0', 'undeclared_work | 24 | 30 | 100 | -'));
  it('begin at the threshold: 9 % of undeclared presences is noise, 10 % is not', () =>
    pointsOf(
      `W1 | 100 | 20 | 9  | 1 | 0 | 3 | 0 | 0
       W2 | 100 | 20 | 10 | 1 | 0 | 3 | 0 | 0`,
      `undeclared_share | 8 | 10 | 100 | -
       undeclared_work  | 6 | 1  | 20  | -
       undeclared_work  | 6 | 1  | 20  | -`,
    ));
  it('carry the amount of the debts on the site', () =>
    pointsOf('W1 | 0 | 0 | 0 | 0 | 0 | 4 | 2 | 700000', 'debtor_on_site | 8 | 2 | 4 | 700000'));
  it('are none for a site without findings', () => pointsOf('W1 | 50 | 9 | 0 | 0 | 0 | 3 | 0 | 0', ''));
});

describe('the probability of a band', () => {
  const bands = (history: string, expected: string) =>
    specStep({
      room,
      table: MonthlySitesBand,
      inputs: [SiteMonth, SiteHistory, MonthlySitesReason],
      given: [
        [SiteMonth, 'avwddt_id | site_id\nW1 | S1\nW2 | S2\nW3 | S2'],
        [
          MonthlySitesReason,
          `subject_id | reason_code     | theme_code      | points
           W1         | earlier_hit     | history         | 20
           W3         | undeclared_work | undeclared_work | 24`,
        ],
        [SiteHistory, `site_id | hit_count | no_infringement_count\n${history}`],
      ],
      expect: `from_points | hit_count | result_count | probability_permille\n${expected}`,
    });
  it('is the prior where nothing is known: 12 % without points, 60 % at the top', () =>
    bands(
      '',
      `0  | 0 | 0 | 120
       5  | 0 | 0 | 200
       15 | 0 | 0 | 320
       30 | 0 | 0 | 450
       50 | 0 | 0 | 600`,
    ));
  it('moves with the results, is never below a lower band, and ignores points made of earlier results', () =>
    bands(
      `S1 | 30 | 0
       S2 | 0  | 40`,
      `0  | 30 | 30 | 648
       5  | 0  | 0  | 648
       15 | 0  | 40 | 648
       30 | 0  | 0  | 648
       50 | 0  | 0  | 648`,
    ));
  it('never reaches certainty', () =>
    bands(
      'S1 | 5000 | 0',
      `0 | 5000 | 5000 | 950
       5 | 0 | 0 | 950
       15 | 0 | 0 | 950
       30 | 0 | 0 | 950
       50 | 0 | 0 | 950`,
    ));
});

describe('who may be on the list', () => {
  const candidates = (works: readonly string[], history: readonly string[], expected: string) =>
    specStep({
      room,
      table: MonthlySitesCandidate,
      inputs: [
        SiteMonth,
        SiteHistory,
        MonthlySitesReason,
        MonthlySitesBand,
        Site,
        Employer,
        WorksDeclarationWorks,
      ],
      given: [
        [
          SiteMonth,
          [
            'avwddt_id | site_id | start_date | end_date | undeclared_worker_count | unposted_worker_count | unwithheld_cents | last_visit_date',
            ...works,
          ].join('\n'),
        ],
        [
          SiteHistory,
          ['site_id | open_case_count | last_outcome_code | last_outcome_date', ...history].join('\n'),
        ],
        [
          MonthlySitesReason,
          'subject_id | reason_code | points\nW1 | late_declaration | 4\nW2 | late_declaration | 9',
        ],
        [
          MonthlySitesBand,
          'from_points | until_points | probability_permille\n0 | 4 | 120\n5 | 1000000 | 200',
        ],
        [
          Site,
          `site_id | judicial_district | languages | postal_code | municipality_nl
           S1      | leuven            | nl        | 3000        | Leuven
           S2      | leuven            | nl        | 3000        | Leuven
           S3      | -                 | -         | 0000        | -`,
        ],
        [Employer, 'noss_registration_number | cbe_number\n190000013 | 0990000024'],
        [
          WorksDeclarationWorks,
          `avwddt_id | declarant_cbe_number | street
           W1 | 0990000024 | Straat
           W2 | 0990000024 | Straat
           W3 | 0990000024 | Straat`,
        ],
      ],
      params,
      expect: expected,
    });
  const open = '2024-01-01 | - | 0 | 0 | 0 | -';
  const exclusion = (work: string, history: readonly string[], code: string) =>
    candidates([work], history, `subject_id | exclusion_code\n${work.slice(0, 2)} | ${code}`);

  it('works that run in the month after the as-of date, with points, probability, amount and employer', () =>
    candidates(
      ['W2 | S1 | 2024-01-01 | - | 2 | 1 | 10000 | -'],
      [],
      `subject_id | group_id | judicial_district | noss_registration_number | score | probability | expected_cents | exclusion_code
       W2         | S1       | leuven            | 190000013                | 9     | 0.2         | 328980         | -`,
    ));
  it('not works that end before the month, or begin after it', () =>
    candidates(
      ['W1 | S1 | 2024-01-01 | 2024-04-30 | 0 | 0 | 0 | -', 'W2 | S2 | 2024-06-01 | - | 0 | 0 | 0 | -'],
      [],
      'subject_id | exclusion_code\nW1 | ended\nW2 | not_started',
    ));
  it('works of its first or last day', () =>
    candidates(
      ['W1 | S1 | 2024-01-01 | 2024-05-01 | 0 | 0 | 0 | -', 'W2 | S2 | 2024-05-31 | - | 0 | 0 | 0 | -'],
      [],
      'subject_id | exclusion_code\nW1 | -\nW2 | -',
    ));
  it('not a site that no district can visit', () => exclusion(`W3 | S3 | ${open}`, [], 'no_district'));
  it('not a site in treatment', () => exclusion(`W1 | S1 | ${open}`, ['S1 | 1 | - | -'], 'in_treatment'));
  it('not a site visited in the last six months, but one visited before', () =>
    candidates(
      [
        'W1 | S1 | 2024-01-01 | - | 0 | 0 | 0 | 2023-10-31',
        'W2 | S2 | 2024-01-01 | - | 0 | 0 | 0 | 2023-10-30',
      ],
      [],
      'subject_id | exclusion_code\nW1 | recently_visited\nW2 | -',
    ));
  it('not a site that was closed or not found', () =>
    candidates(
      [`W1 | S1 | ${open}`, `W2 | S2 | ${open}`],
      ['S1 | 0 | closed | 2023-01-01', 'S2 | 0 | not_found | 2023-01-01'],
      'subject_id | exclusion_code\nW1 | closed_earlier\nW2 | not_found_earlier',
    ));
  it('one declaration per physical site, the one with most points', () =>
    candidates(
      [`W1 | S1 | ${open}`, `W2 | S1 | ${open}`],
      [],
      'subject_id | exclusion_code\nW1 | same_site\nW2 | -',
    ));
});
