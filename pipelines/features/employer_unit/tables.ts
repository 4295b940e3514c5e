import { defineTable, integer, nssoNumber, real } from '../../../src/table/index.ts';
import { describeFeatures } from '../../../src/unit/index.ts';

const share = (meaning: string) => real({ meaning, unit: 'share', min: 0, max: 1, optional: true });

export const EmployerUnit = defineTable({
  schema: 'feature',
  name: 'employer_unit',
  grain: 'One row per matricule whose newest declaration places workers in establishment units.',
  key: ['noss_registration_number'],
  notes:
    'The register of units tells present addresses only; a unit that stopped is unknown. Homes are those known at the as-of date.',
  columns: {
    noss_registration_number: nssoNumber({ meaning: 'Matricule of the employer.' }),
    placed_worker_count: integer({ meaning: 'Workers in units of a known region.', unit: 'workers', min: 0 }),
    moved_share: share('Part of the workers declared a year before whose unit is now in another region.'),
    moved_away_share: share('The same, of those only whose home is in another region than the new unit.'),
    away_share: share('Part of the workers whose home is in another region than their unit.'),
  },
});

/** What a model may say about places of work. */
export const UNIT_FEATURES = describeFeatures('place', {
  moved_share: [
    'Deel van de werknemers van wie de vestiging binnen het jaar naar een ander gewest ging: {value}.',
    "Part des travailleurs dont l'unité a changé de région dans l'année : {value}.",
    'Anteil der Arbeitnehmer, deren Einheit binnen eines Jahres die Region wechselte: {value}.',
  ],
  moved_away_share: [
    'Deel van de werknemers van wie de vestiging naar een ander gewest ging dan dat van hun woonplaats: {value}.',
    "Part des travailleurs dont l'unité est passée dans une autre région que celle du domicile : {value}.",
    'Anteil der Arbeitnehmer, deren Einheit in eine andere Region als die des Wohnorts ging: {value}.',
  ],
  away_share: [
    'Deel van de werknemers dat in een ander gewest woont dan de vestiging: {value}.',
    "Part des travailleurs domiciliés dans une autre région que l'unité : {value}.",
    'Anteil der Arbeitnehmer mit Wohnort in einer anderen Region als die Einheit: {value}.',
  ],
});
