import {
  cents,
  date,
  defineTable,
  flag,
  integer,
  nssoNumber,
  quarter,
  real,
} from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

const noss_registration_number = nssoNumber({ meaning: 'Matricule of the employer.' });
const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });
const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });

export const EmployerDue = defineTable({
  schema: 'feature',
  name: 'employer_due',
  grain:
    'One row per matricule and quarter whose contributions were due before the as-of date, as last read.',
  key: ['noss_registration_number', 'quarter'],
  notes: 'An account is read some days after the due date: a quarter without a reading is not there yet.',
  columns: {
    noss_registration_number,
    quarter: quarter({ meaning: 'Quarter of the contributions.' }),
    is_recent: flag({ meaning: 'Due in the twelve months before the as-of date.' }),
    due_rank: integer({
      meaning: 'Place from the newest quarter that is due, 1 first.',
      unit: 'rank',
      min: 1,
    }),
    reading_date: date({ meaning: 'Day on which the account was last read.' }),
    due_cents: cents({ meaning: 'Contributions due.' }),
    missed_cents: cents({ meaning: 'Part of it that was not paid at the due date.' }),
    open_cents: cents({ meaning: 'Part of it that is open at the last reading.' }),
    is_planned: flag({ meaning: 'A payment plan covers what is open.' }),
    is_plan_broken: flag({ meaning: 'The plan is not followed.' }),
  },
});

export const EmployerPayment = defineTable({
  schema: 'feature',
  name: 'employer_payment',
  grain: 'One row per matricule that was an employer in the last quarter before the as-of date.',
  key: ['noss_registration_number'],
  notes:
    'Shares rather than totals: an employer known for two years and one known for six months are then comparable.',
  columns: {
    noss_registration_number,
    due_quarter_count: count('Quarters that fell due in twelve months.', 'quarters'),
    unpaid_quarter_count: count('Quarters with something open after the due date.', 'quarters'),
    open_share: share('Part of the contributions of twelve months that is open.'),
    missed_share: share('Part of the contributions of twelve months that was not paid at the due date.'),
    newest_missed_share: share('The same, of the newest quarter that is due.'),
    missed_quarter_share: share('Part of the quarters of twelve months that were not paid at the due date.'),
    open_cents: cents({ meaning: 'Contributions open after their due date.' }),
    has_plan: flag({ meaning: 'A payment plan covers something that is open.' }),
    has_broken_plan: flag({ meaning: 'A payment plan is not followed.' }),
    step_count: count('Steps of recovery in twelve months.', 'steps'),
    heaviest_step_rank: integer({
      meaning: 'Heaviest step in twelve months: 0 none, 1 reminder, 2 formal notice, 3 writ and heavier.',
      unit: 'rank',
      min: 0,
    }),
    is_enforced: flag({ meaning: 'A writ or a heavier step was taken in twelve months.' }),
    is_insolvent: flag({ meaning: 'A bankruptcy or judicial reorganisation is open, or it was bankrupt.' }),
    withheld_invoice_count: count('Invoices of it on which clients withheld in twelve months.', 'invoices'),
  },
});

/** What a model may say about payments. */
export const PAYMENT_FEATURES = {
  ...describeFeatures('payment', {
    unpaid_quarter_count: [
      'Kwartalen met een openstaand saldo na de vervaldag: {value}.',
      "Trimestres dont un solde reste ouvert après l'échéance : {value}.",
      'Quartale mit offenem Betrag nach Fälligkeit: {value}.',
    ],
    open_share: [
      'Deel van de bijdragen van twaalf maanden dat openstaat: {value}.',
      'Part des cotisations de douze mois qui reste ouverte : {value}.',
      'Offener Anteil der Beiträge von zwölf Monaten: {value}.',
    ],
    missed_share: [
      'Deel van de bijdragen van twaalf maanden dat op de vervaldag niet betaald was: {value}.',
      "Part des cotisations de douze mois non payée à l'échéance : {value}.",
      'Anteil der Beiträge von zwölf Monaten, der bei Fälligkeit nicht gezahlt war: {value}.',
    ],
    newest_missed_share: [
      'Deel van het laatste vervallen kwartaal dat op de vervaldag niet betaald was: {value}.',
      "Part du dernier trimestre échu non payée à l'échéance : {value}.",
      'Anteil des zuletzt fälligen Quartals, der bei Fälligkeit nicht gezahlt war: {value}.',
    ],
    missed_quarter_share: [
      'Deel van de kwartalen die op de vervaldag niet volledig betaald waren: {value}.',
      "Part des trimestres non entièrement payés à l'échéance : {value}.",
      'Anteil der Quartale, die bei Fälligkeit nicht voll gezahlt waren: {value}.',
    ],
    open_cents: [
      'Openstaand na de vervaldag: {value}.',
      "Ouvert après l'échéance : {value}.",
      'Offen nach Fälligkeit: {value}.',
    ],
  }),
  ...describeFeatures('recovery', {
    has_plan: [
      'Er loopt een afbetalingsplan: {value}.',
      "Un plan d'apurement est en cours : {value}.",
      'Ein Zahlungsplan läuft: {value}.',
    ],
    has_broken_plan: [
      'Een afbetalingsplan wordt niet nageleefd: {value}.',
      "Un plan d'apurement n'est pas respecté : {value}.",
      'Ein Zahlungsplan wird nicht eingehalten: {value}.',
    ],
    step_count: [
      'Invorderingsstappen in twaalf maanden: {value}.',
      'Étapes de recouvrement en douze mois : {value}.',
      'Beitreibungsschritte in zwölf Monaten: {value}.',
    ],
    heaviest_step_rank: [
      'Zwaarste invorderingsstap in twaalf maanden (1 herinnering, 2 ingebrekestelling, 3 dwangbevel of meer): {value}.',
      'Étape de recouvrement la plus lourde en douze mois (1 rappel, 2 mise en demeure, 3 contrainte ou plus) : {value}.',
      'Schwerster Schritt in zwölf Monaten (1 Mahnung, 2 Inverzugsetzung, 3 Zwangsbefehl oder mehr): {value}.',
    ],
    withheld_invoice_count: [
      'Facturen waarop opdrachtgevers in twaalf maanden inhielden: {value}.',
      'Factures sur lesquelles des donneurs d’ordre ont retenu en douze mois : {value}.',
      'Rechnungen, auf die Auftraggeber in zwölf Monaten einbehielten: {value}.',
    ],
  }),
};
