import { join } from 'node:path';
import { quotedText } from '../src/table/index.ts';

/**
 * Whether the sentence of a contradiction is true of the delivered rows, told by a second route: plain SQL over the Parquet files
 * of an extracts folder, by official numbers, without any table of the rooms but the contradictions and their evidence.
 */

/** Names of the delivered tables as CTEs, limited to what was known, with quarters as `2024Q1`. */
const TABLES = (extracts: string): string => {
  const file = (path: string) => `read_parquet(${quotedText(join(extracts, path))})`;
  const quarter = "left(quarter, 4) || 'Q' || right(quarter, 1) AS quarter";
  return `day AS (SELECT max(known_date) AS today FROM feature.contradiction),
    niss AS (
      SELECT w.worker_id, coalesce(m.outdated_inss, w.niss) AS inss FROM identity.worker AS w
      LEFT JOIN (SELECT valid_inss, outdated_inss FROM ${file('person/inss_mutation.parquet')} WHERE valid_inss IS NOT NULL
        UNION SELECT valid_inss, valid_inss FROM ${file('person/inss_mutation.parquet')}) AS m ON m.valid_inss = w.niss
    ),
    account AS (SELECT * REPLACE (left(quarter, 4) || 'Q' || right(quarter, 1) AS quarter) FROM ${file('account/quarter.parquet')}),
    employer AS (SELECT * FROM ${file('employer_directory/employer.parquet')}),
    payment AS (SELECT * FROM ${file('withholding/payment.parquet')}),
    works_contract AS (SELECT * FROM ${file('works_declaration/contract.parquet')}, day WHERE known_date <= today),
    dimona AS (SELECT * FROM ${file('dimona/period.parquet')}, day WHERE CAST(form_creation_timestamp AS DATE) <= today),
    presence AS (SELECT * FROM ${file('checkin_at_work/presence/*.parquet')}),
    limosa AS (SELECT * FROM ${file('limosa/posting.parquet')}, day WHERE known_date <= today),
    declaration AS (SELECT * EXCLUDE (quarter), ${quarter} FROM ${file('dmfa/declaration.parquet')}, day WHERE known_date <= today),
    version AS (SELECT noss_registration_nbr, quarter, trusteeship, max(version_nbr) AS version_nbr FROM declaration GROUP BY ALL),
    occupation AS (SELECT o.* EXCLUDE (quarter), v.quarter FROM (SELECT * EXCLUDE (quarter), ${quarter} FROM ${file('dmfa/occupation/*.parquet')}) AS o
      SEMI JOIN version AS v USING (noss_registration_nbr, quarter, trusteeship, version_nbr) JOIN (SELECT DISTINCT quarter FROM version) AS v USING (quarter)),
    service AS (SELECT * FROM (SELECT * EXCLUDE (quarter), ${quarter} FROM ${file('dmfa/service/*.parquet')})
      SEMI JOIN version USING (noss_registration_nbr, quarter, trusteeship, version_nbr) WHERE service_code = '001'),
    deduction AS (SELECT * FROM (SELECT * EXCLUDE (quarter), ${quarter} FROM ${file('dmfa/deduction/*.parquet')})
      SEMI JOIN version USING (noss_registration_nbr, quarter, trusteeship, version_nbr)),
    found AS (SELECT c.*, left(CAST(c.first_date AS VARCHAR), 4) || 'Q' || quarter(c.first_date) AS found_quarter
      FROM feature.contradiction AS c WHERE c.check_code = $code),
    proof AS (SELECT e.*, split(e.source_key, ' ') AS part FROM feature.contradiction_evidence AS e SEMI JOIN found USING (contradiction_id)),
    checkin AS (SELECT p.contradiction_id, x.* FROM proof AS p JOIN presence AS x ON x.presence_registration_id = p.source_key
      WHERE p.source_table = 'staging.checkin_at_work_presence')`;
};

/** What a contractor owes on a day, over all its matricules, by the last reading of each quarter. */
const openOn = (contractor: string, day: string): string => `(
    SELECT coalesce(sum(greatest(due_amount - paid_amount, 0)), 0) FROM (
      SELECT a.due_amount, a.paid_amount FROM account AS a JOIN employer AS e ON e.noss_registration_nbr = a.noss_registration_nbr
      WHERE e.company_id = ${contractor} AND a.as_of_date <= ${day}
      QUALIFY row_number() OVER (PARTITION BY a.noss_registration_nbr, a.quarter ORDER BY a.as_of_date DESC) = 1
    ))`;

/** No row of evidence for which the condition holds; contradictions without such evidence do not count as true. */
const everyCheckin = (contrary: string): string =>
  `SELECT contradiction_id FROM checkin AS x GROUP BY contradiction_id HAVING count(*) FILTER (${contrary}) = 0`;

const limosaOf = (condition: string): string =>
  ['l.limosa_id = x.limosa_id', 'l.worker_inss = x.inss']
    .map((key) => `EXISTS (SELECT 1 FROM limosa AS l WHERE ${key} AND ${condition})`)
    .join(' OR ');
const NOTIFIED = limosaOf('x.registration_date BETWEEN l.start_date AND l.end_date');

/** By check: the ids of the contradictions whose sentence is true. */
const TRUE_SENTENCES: Readonly<Record<string, string>> = {
  contributions_not_paid: `SELECT f.contradiction_id FROM found AS f JOIN (
      SELECT * FROM account, day WHERE as_of_date <= today
      QUALIFY row_number() OVER (PARTITION BY noss_registration_nbr, quarter ORDER BY as_of_date DESC) = 1
    ) AS a ON a.noss_registration_nbr = f.noss_registration_number AND 2 * a.paid_amount < a.due_amount
      AND NOT (a.is_payment_plan_running AND a.is_payment_plan_followed)
    GROUP BY f.contradiction_id, f.evidence_count HAVING count(*) >= f.evidence_count`,
  invoice_without_withholding: `SELECT f.contradiction_id FROM found AS f JOIN proof AS p USING (contradiction_id)
    JOIN payment AS w ON w.payer_company_id = f.cbe_number AND w.contractor_company_id = p.part[2] AND w.invoice_date = f.first_date
    WHERE p.source_table = 'staging.withholding_payment' AND ${openOn('w.contractor_company_id', 'w.invoice_date')} > 250000
      AND 2 * (coalesce(w.withheld_nsso_amount, 0) + coalesce(w.withheld_tax_amount, 0)) < w.invoice_amount`,
  contract_without_withholding: `SELECT f.contradiction_id FROM found AS f JOIN proof AS p USING (contradiction_id)
    JOIN works_contract AS c ON c.avwddt_id = p.part[1] AND c.works_contract_id = p.part[2]
    WHERE p.source_table = 'staging.works_declaration_contract' AND ${openOn('c.contractor_company_id', 'f.first_date')} > 250000
      AND NOT EXISTS (SELECT 1 FROM payment AS w, day WHERE w.payer_company_id = c.principal_company_id
        AND w.contractor_company_id = c.contractor_company_id AND w.invoice_date BETWEEN f.first_date AND today)`,
  first_hire_rank_contradicted: `SELECT f.contradiction_id FROM found AS f JOIN proof AS p USING (contradiction_id)
    JOIN deduction AS d ON d.noss_registration_nbr = p.part[1] AND d.quarter = p.part[2] AND d.deduction_code = p.part[-1]
    JOIN occupation AS o ON o.noss_registration_nbr = d.noss_registration_nbr AND o.occupation_ending_date IS NULL
      AND o.quarter = year(d.deduction_right_starting_date - INTERVAL 3 MONTH) || 'Q' || quarter(d.deduction_right_starting_date - INTERVAL 3 MONTH)
    GROUP BY f.contradiction_id, f.evidence_count HAVING count(DISTINCT o.inss) >= f.evidence_count`,
  double_full_time: `SELECT f.contradiction_id FROM found AS f JOIN niss AS n ON n.worker_id = f.worker_id
    JOIN service AS s ON s.inss = n.inss AND s.quarter = f.found_quarter
    GROUP BY f.contradiction_id, f.evidence_count, f.evidence_base_count
    HAVING count(DISTINCT s.noss_registration_nbr) > 1 AND sum(s.service_nbr_days) / 100 >= f.evidence_count`,
  dmfa_without_dimona: `SELECT f.contradiction_id FROM found AS f WHERE NOT EXISTS (
      SELECT 1 FROM dimona AS d JOIN niss AS n ON n.inss = d.inss AND n.worker_id = f.worker_id
      WHERE (d.noss_registration_nbr = f.noss_registration_number OR d.company_id = f.cbe_number) AND NOT d.is_cancelled
        AND d.starting_date <= f.last_date AND coalesce(d.ending_date, DATE '9999-12-31') >= f.first_date)`,
  declaration_missing: `SELECT f.contradiction_id FROM found AS f
    WHERE NOT EXISTS (SELECT 1 FROM version AS v WHERE v.noss_registration_nbr = f.noss_registration_number AND v.quarter = f.found_quarter)
      AND EXISTS (SELECT 1 FROM dimona AS d WHERE d.noss_registration_nbr = f.noss_registration_number
        AND d.starting_date <= f.last_date AND coalesce(d.ending_date, DATE '9999-12-31') >= f.first_date)`,
  presence_without_dimona:
    everyCheckin(`${NOTIFIED} OR EXISTS (SELECT 1 FROM dimona AS d WHERE d.inss = x.inss AND d.company_id = x.company_id
    AND NOT d.is_cancelled AND x.registration_date BETWEEN d.starting_date AND coalesce(d.ending_date, DATE '9999-12-31'))`),
  presence_without_limosa: everyCheckin(NOTIFIED),
  presence_after_posting: everyCheckin(
    `${NOTIFIED} OR NOT (${limosaOf('l.end_date < x.registration_date')})`,
  ),
  posting_without_presence: `SELECT f.contradiction_id FROM found AS f JOIN proof AS p USING (contradiction_id)
    JOIN limosa AS l ON l.limosa_id = p.part[1] GROUP BY f.contradiction_id, f.avwddt_id
    HAVING count(*) FILTER (EXISTS (SELECT 1 FROM presence AS x JOIN limosa AS other ON other.limosa_id = x.limosa_id
      WHERE x.work_place_id = f.avwddt_id AND other.employer_foreign_id = l.employer_foreign_id
        AND x.registration_date BETWEEN f.first_date AND f.last_date)) = 0`,
  presence_at_two_places: `SELECT contradiction_id FROM (
      SELECT contradiction_id, inss, registration_date FROM checkin GROUP BY ALL
      HAVING count(DISTINCT company_id) > 1 AND count(DISTINCT work_place_id) > 1
    ) GROUP BY contradiction_id HAVING count(*) >= 3`,
  part_time_present_full_time: `SELECT f.contradiction_id FROM found AS f JOIN checkin AS x USING (contradiction_id)
    GROUP BY f.contradiction_id, f.evidence_count HAVING count(DISTINCT x.registration_date) >= f.evidence_count`,
  works_not_declared: `SELECT f.contradiction_id FROM found AS f JOIN checkin AS x USING (contradiction_id)
    GROUP BY f.contradiction_id, f.evidence_count HAVING count(DISTINCT x.company_id) = f.evidence_count
      AND count(*) FILTER (EXISTS (SELECT 1 FROM works_contract AS c WHERE c.avwddt_id = x.work_place_id
        AND c.contractor_company_id = x.company_id)) = 0`,
};

/** Returns the query that counts the contradictions of a check (`$code`) whose sentence is true; undefined where there is none. */
export function factSql(code: string, extracts: string): string | undefined {
  const sentence = TRUE_SENTENCES[code];
  return sentence === undefined
    ? undefined
    : `WITH ${TABLES(extracts)} SELECT count(DISTINCT contradiction_id) FROM (${sentence})`;
}
