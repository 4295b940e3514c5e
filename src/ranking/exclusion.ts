import type { DuckDBConnection } from '@duckdb/node-api';
import { runSql } from '../duckdb/index.ts';
import { qualifiedName, quotedText, type Table } from '../table/index.ts';
import type { CodeLabels, Feedback, List } from '../unit/index.ts';
import { rankedCandidateSql, type Ranker } from './ranker.ts';

/** Exclusions that the ranking adds to those of a list, whatever the list. */
export const COMMON_EXCLUSIONS: Readonly<Record<string, CodeLabels>> = {
  on_other_list: {
    fr: 'une autre liste du mois envoie un service au même endroit ou chez le même employeur : une seule visite, commune',
    nl: 'een andere lijst van de maand stuurt een dienst naar dezelfde plaats of werkgever: één gezamenlijk bezoek',
    de: 'eine andere Liste des Monats schickt einen Dienst an denselben Ort oder zum selben Arbeitgeber: ein gemeinsamer Besuch',
    en: 'another list of the month sends a service to the same place or employer: one visit, shared',
  },
  in_treatment: {
    fr: 'un service a un dossier ouvert à ce sujet',
    nl: 'een dienst heeft er een open dossier over',
    de: 'ein Dienst hat dazu eine offene Akte',
    en: 'a service has an open case on it',
  },
  cooling_off: {
    fr: 'un service a fait récemment une visite pour le même phénomène',
    nl: 'een dienst bracht onlangs een bezoek voor hetzelfde fenomeen',
    de: 'ein Dienst war vor Kurzem wegen desselben Phänomens dort',
    en: 'a service visited it for the same phenomenon a short time ago',
  },
  stale_address: {
    fr: 'la dernière visite a trouvé porte close, ou n’a pas trouvé l’endroit',
    nl: 'het laatste bezoek vond de plaats gesloten, of vond ze niet',
    de: 'der letzte Besuch fand den Ort geschlossen oder gar nicht',
    en: 'the last visit found it closed, or did not find it',
  },
};

/** Returns the name of the temporary table of the candidates of a list, with every exclusion. */
export const judgedCandidate = ({ name }: List): string => `judged_${name}`;

/** Temporary table of the groups that lists of a month have taken: subject_type, group_id, period, list. */
export const TAKEN_GROUP = 'taken_group';

/** Employers that follow their network are taken as employers; ids of networks are nobody's matricule. */
export const groupType = ({ subjectType }: List): string =>
  subjectType === 'network' ? 'employer' : subjectType;

/** Temporary table, of the same columns, of the groups that a list would have named, had no other list taken them. */
export const WANTED_GROUP = 'wanted_group';

/** Makes the tables of taken and of wanted groups exist and empties them: call it once before the lists of a run. */
export async function clearTakenGroups(connection: DuckDBConnection): Promise<void> {
  for (const table of [TAKEN_GROUP, WANTED_GROUP])
    await runSql(
      connection,
      `CREATE OR REPLACE TEMP TABLE ${table} (subject_type VARCHAR, group_id VARCHAR, period VARCHAR, list VARCHAR)`,
    );
}

/** Notes the groups of lists that other runs issued, from `issued_row`: the newest version of each. */
export async function takeIssuedGroups(connection: DuckDBConnection, others: readonly List[]): Promise<void> {
  for (const list of others) {
    await runSql(
      connection,
      `INSERT INTO ${TAKEN_GROUP} SELECT $type, i.group_id, i.period, $list FROM issued_row AS i
       WHERE i.list = $list AND i.is_newest`,
      { type: groupType(list), list: list.name },
      'taken groups',
    );
  }
}

/** Notes the groups of the chosen rows of a list, so that no later list of the month names them. */
export async function takeGroups(connection: DuckDBConnection, list: List, period: string): Promise<void> {
  await runSql(
    connection,
    `INSERT INTO ${TAKEN_GROUP} SELECT $type, t.group_id, $period, $list FROM ${qualifiedName(list.target)} AS t`,
    { type: groupType(list), period, list: list.name },
    'taken groups',
  );
}

/**
 * Fills {@link judgedCandidate}: the list's own exclusions come first, then those of the house: taken by another list of the
 * month, and, for a list that declares a cooling-off, an open case, a recent visit for the same phenomenon, and an address
 * that the last visit found closed or not at all.
 */
export async function judgeCandidates(
  connection: DuckDBConnection,
  list: List,
  options: {
    readonly period: string;
    readonly asOfDate: string;
    readonly ranker: Ranker;
    /** Tables of the reasons of the model that ranks. */
    readonly modelReasons: readonly Table[];
    readonly feedback?: Feedback;
  },
): Promise<void> {
  const { period, asOfDate, feedback, ranker, modelReasons } = options;
  const cadastre = feedback && list.coolingOffMonths !== undefined ? cadastreSql(list, feedback) : undefined;
  await runSql(
    connection,
    `CREATE OR REPLACE TEMP TABLE ${judgedCandidate(list)} AS
     SELECT c.* REPLACE (coalesce(c.exclusion_code,
       CASE WHEN EXISTS (SELECT 1 FROM ${TAKEN_GROUP} AS g WHERE g.group_id = c.group_id AND g.period = $period
         AND g.subject_type = $type AND g.list <> $list) THEN 'on_other_list' END
       ${cadastre ? ', v.exclusion_code' : ''}) AS exclusion_code)
     FROM (${rankedCandidateSql(list, ranker, modelReasons)}) AS c ${cadastre ? `LEFT JOIN (${cadastre}) AS v ON v.subject_id = c.subject_id` : ''}`,
    { period, type: groupType(list), list: list.name, ...(cadastre && { as_of_date: asOfDate }) },
    `exclusions of ${list.name}`,
  );
}

/** One row per subject with a case that excludes it, known by the as-of date; the strongest reason. */
function cadastreSql(list: List, { visit, result }: Feedback): string {
  const isSame =
    list.subjectType === 'site'
      ? 'v.avwddt_id = c.subject_id'
      : `(v.noss_registration_number = c.noss_registration_number OR v.cbe_number = c.cbe_number)`;
  return `
    SELECT k.subject_id, CASE
      WHEN bool_or(k.is_open) THEN 'in_treatment'
      WHEN bool_or(k.is_recent) THEN 'cooling_off'
      WHEN bool_or(k.is_last AND k.outcome_code IN ('closed', 'not_found')) THEN 'stale_address' END AS exclusion_code
    FROM (
      SELECT c.subject_id, o.outcome_code,
        coalesce(v.closed_date > $as_of_date, TRUE) AND coalesce(o.known_date > $as_of_date, TRUE) AS is_open,
        v.visit_date <= $as_of_date AND v.visit_date > months_before($as_of_date, ${Math.trunc(list.coolingOffMonths ?? 0)})
          AND v.phenomenon_code = ${quotedText(list.phenomenon)} AS is_recent,
        row_number() OVER (PARTITION BY c.subject_id
          ORDER BY (o.known_date <= $as_of_date) IS TRUE DESC, o.known_date DESC, v.case_id DESC) = 1
          AND o.known_date <= $as_of_date AS is_last
      FROM ${qualifiedName(list.candidate)} AS c
      INNER JOIN ${qualifiedName(visit)} AS v ON ${isSame}
      LEFT JOIN ${qualifiedName(result)} AS o ON o.case_id = v.case_id
      WHERE v.opened_date <= $as_of_date
    ) AS k GROUP BY k.subject_id`;
}
