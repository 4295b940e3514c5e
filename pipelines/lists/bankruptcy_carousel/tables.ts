import { cents, code, date, defineTable, flag, integer, nssoNumber, text } from '../../../src/table/index.ts';
import {
  evidenceTable,
  networkCandidateTable,
  networkTargetTable,
  reasonTable,
} from '../../../src/unit/index.ts';

const count = (meaning: string, unit: string) => integer({ meaning, unit, min: 0 });

export const BankruptcyCarouselMeasure = defineTable({
  schema: 'ranking',
  name: 'bankruptcy_carousel_measure',
  grain: 'One row per construction of ends in debt, and per living employer in one.',
  key: ['subject_id'],
  columns: {
    subject_id: text({ meaning: 'Construction, or matricule of the employer.' }),
    lead_id: text({
      meaning: 'Construction of the employer; NULL: the construction itself.',
      optional: true,
    }),
    noss_registration_number: nssoNumber({ meaning: 'The employer; of a construction its key company.' }),
    role_code: code({
      meaning: 'network: the construction; else the part that the employer plays in it.',
      oneOf: ['network', 'successor', 'key', 'side', 'ring'],
    }),
    generation: integer({
      meaning: 'Place of the employer in the chain.',
      unit: 'employers',
      optional: true,
      min: 1,
    }),
    is_living: flag({ meaning: 'The employer, or one of the construction, lives.' }),
    has_straw_director: flag({
      meaning: 'Somebody took a function over in the last eight months of the employer.',
    }),
    construction_points: count('Points of the construction.', 'points'),
    death_count: count('Employers of the construction that ended in debt.', 'employers'),
    lost_cents: cents({ meaning: 'What they left open.' }),
    last_stop_date: date({ meaning: 'Last end in the construction.', optional: true }),
    taken_worker_count: count('Workers whom the employer took over from those that ended.', 'workers'),
    predecessor_worker_count: count('Workers of those that ended into it.', 'workers'),
    predecessor_lost_cents: cents({ meaning: 'What those left open.' }),
    unpaid_quarter_count: count('Quarters that the employer has open.', 'quarters'),
    open_cents: cents({ meaning: 'Open at the employer, or at all that live: what can still be seized.' }),
    stake_cents: cents({ meaning: 'The same; for a successor no less than one end left open on average.' }),
    life_days: integer({
      meaning: 'Mean life of the successors that ended.',
      unit: 'days',
      optional: true,
      min: 0,
    }),
    next_end_date: date({
      meaning: 'Likely next end, by that mean: a precautionary seizure makes sense until then.',
      optional: true,
    }),
    days_left: integer({
      meaning: 'Days until then; negative: it is overdue.',
      unit: 'days',
      optional: true,
    }),
  },
});

export const BankruptcyCarouselReason = reasonTable('bankruptcy_carousel_reason');
export const BankruptcyCarouselEvidence = evidenceTable('bankruptcy_carousel_evidence');
export const BankruptcyCarouselCandidate = networkCandidateTable('bankruptcy_carousel_candidate');
export const BankruptcyCarousel = networkTargetTable('bankruptcy_carousel');
