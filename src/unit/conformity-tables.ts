import { qualifiedName, type Column, type Table } from '../table/index.ts';
import type { Finding } from './conformity-finding.ts';

const NUMBERS: ReadonlySet<string> = new Set(['INTEGER', 'BIGINT', 'DOUBLE']);
/** Numbers that count nothing: ordinals and identifiers need no unit. */
const WITHOUT_UNIT = /(^|_)(number|rank|id|code|year|month)$/;

/** The type that the end or the beginning of a name promises. */
const PROMISES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/_date$/, ['DATE']],
  [/_at$/, ['TIMESTAMP']],
  [/_cents$/, ['BIGINT']],
  [/_(count|rank)$/, ['INTEGER', 'BIGINT']],
  [/_(share|score|ratio)$/, ['DOUBLE']],
  [/^(is|has)_/, ['BOOLEAN']],
  [/(^|_)quarter$/, ['VARCHAR']],
];

/** Names that speak of a person: a column with such a name has a personal class. */
const ABOUT_A_PERSON = /(^|_)(worker_id|niss|inss|first_name|last_name|birth_date|death_date|plate)$/;

/** Returns what the declaration of one table does against the rules. */
export function tableFindings(place: string, table: Table): Finding[] {
  const findings: Finding[] = [];
  const add = (check: string, sentence: string): void => void findings.push({ place, check, sentence });
  if (!/^One row per .+\.$/.test(table.grain)) add('grain', 'the grain is no sentence "One row per … ."');
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.meaning.trim().length < 3) add('meaning', `${name} has no meaning for the dictionary`);
    if (NUMBERS.has(column.type) && !column.unit && !WITHOUT_UNIT.test(name)) {
      add('unit', `${name} is a number without a unit`);
    }
    const promise = PROMISES.find(([pattern]) => pattern.test(name));
    if (promise && !promise[1].includes(column.type)) {
      add('name', `${name} promises ${promise[1].join(' or ')} and is ${column.type}`);
    }
    if (column.type === 'DATE' && !name.endsWith('_date'))
      add('name', `${name} is a DATE and does not end in _date`);
    if (column.type === 'TIMESTAMP' && !name.endsWith('_at'))
      add('name', `${name} is a TIMESTAMP and does not end in _at`);
    if (/(^|_)not_/.test(name)) add('name', `${name} is a negation`);
    if (ABOUT_A_PERSON.test(name) && column.personal === 'none') {
      add('person', `${name} speaks of a person and has the personal class none`);
    }
  }
  return findings;
}

/** Returns columns of one name that differ in type or unit: the same name means the same thing in all tables. */
export function agreementFindings(tables: readonly Table[]): Finding[] {
  const first = new Map<string, { readonly table: string; readonly column: Column }>();
  const findings: Finding[] = [];
  for (const table of tables) {
    for (const [name, column] of Object.entries(table.columns)) {
      const known = first.get(name);
      if (!known) first.set(name, { table: qualifiedName(table), column });
      else if (known.column.type !== column.type || known.column.unit !== column.unit) {
        const [here, there] = [describe(column), describe(known.column)];
        const sentence = `${name} is ${here} here and ${there} in ${known.table}`;
        findings.push({ place: qualifiedName(table), check: 'agreement', sentence });
      }
    }
  }
  return findings;
}

function describe({ type, unit }: Column): string {
  return unit ? `${type} in ${unit}` : `${type} without unit`;
}
