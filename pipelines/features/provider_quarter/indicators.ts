import type { Barometer } from '../../../src/barometer/index.ts';
import { ANOMALY, PAYMENT, RECORD, say, sub } from './declare.ts';
import { SYSTEMIC } from './indicators-systemic.ts';

/** The quality barometer. Each code is counted in `provider_failure.sql`; `INDICATORS.md` is printed from this table. */
export const BAROMETER: Barometer = [
  {
    code: 'silent',
    weight: 1,
    recognisedOnly: false,
    label: say('Contrôles silencieux', 'Stille controles', 'Stille Kontrollen', 'Silent controls'),
    indicators: [
      {
        code: 'silent_corrections',
        weight: 2,
        label: say(
          'Corrections d’office',
          'Ambtshalve verbeteringen',
          'Berichtigungen von Amts wegen',
          'Ex officio corrections',
        ),
        parts: [
          sub(
            'silent_ex_officio',
            [
              'a worker whose record the administration corrected ex officio (reasons 03, 09, 10, 11)',
              RECORD,
            ],
            'Law of 27 June 1969, art. 22; annexes 39 and 40',
            say(
              'L’ONSS a dû corriger d’office des lignes de travailleurs.',
              'De RSZ moest werknemerslijnen ambtshalve verbeteren.',
              'Das LSS musste Arbeitnehmerzeilen von Amts wegen berichtigen.',
              'The NSSO had to correct worker records ex officio.',
            ),
          ),
        ],
      },
      {
        code: 'silent_findings',
        weight: 1,
        label: say(
          'Constats non communiqués',
          'Niet-meegedeelde vaststellingen',
          'Nicht mitgeteilte Feststellungen',
          'Findings not notified',
        ),
        parts: [
          sub(
            'silent_warning',
            ['a worker with a warning (class W)', RECORD],
            ANOMALY,
            say(
              'Des lignes de travailleurs ont reçu un avertissement.',
              'Werknemerslijnen kregen een waarschuwing.',
              'Arbeitnehmerzeilen erhielten eine Warnung.',
              'Worker records received a warning.',
            ),
          ),
          sub(
            'silent_investigation',
            ['a worker with an anomaly under investigation (class I)', RECORD],
            ANOMALY,
            say(
              'Des lignes de travailleurs font l’objet d’un examen.',
              'Werknemerslijnen worden onderzocht.',
              'Arbeitnehmerzeilen werden untersucht.',
              'Worker records are under investigation.',
            ),
          ),
        ],
      },
    ],
  },
  {
    code: 'technical',
    weight: 1,
    recognisedOnly: false,
    label: say('Contrôles techniques', 'Technische controles', 'Technische Kontrollen', 'Technical controls'),
    indicators: [
      {
        code: 'technical_time',
        weight: 1,
        label: say('Délai', 'Termijn', 'Frist', 'Time limit'),
        parts: [
          sub(
            'technical_late',
            [
              'a first version received after the last day of the month that follows the quarter',
              'declaration',
            ],
            'Royal decree of 28 November 1969, art. 33',
            say(
              'Des déclarations sont arrivées après le délai légal.',
              'Aangiften kwamen na de wettelijke termijn toe.',
              'Meldungen gingen nach der gesetzlichen Frist ein.',
              'Declarations arrived after the legal time limit.',
            ),
          ),
        ],
      },
      {
        code: 'technical_form',
        weight: 1,
        label: say('Forme', 'Vorm', 'Form', 'Form'),
        parts: [
          sub(
            'technical_blocking',
            ['a worker with a blocking anomaly (class B)', RECORD],
            ANOMALY,
            say(
              'Des lignes de travailleurs ont été refusées par une anomalie bloquante.',
              'Werknemerslijnen werden door een blokkerende anomalie geweigerd.',
              'Arbeitnehmerzeilen wurden wegen einer blockierenden Anomalie abgelehnt.',
              'Worker records were refused by a blocking anomaly.',
            ),
          ),
        ],
      },
      {
        code: 'technical_stability',
        weight: 1,
        label: say('Stabilité', 'Stabiliteit', 'Stabilität', 'Stability'),
        parts: [
          sub(
            'technical_version',
            ['a declaration with a later version', 'declaration'],
            'Instructions to employers, corrections of a DmfA',
            say(
              'Des déclarations ont dû être modifiées après l’envoi.',
              'Aangiften moesten na verzending worden gewijzigd.',
              'Meldungen mussten nach der Übermittlung geändert werden.',
              'Declarations had to be changed after they were sent.',
            ),
          ),
          sub(
            'technical_correction',
            ['a worker whose record the sender corrected (qualities 10, 11, 12)', RECORD],
            'Annexes 39 and 40',
            say(
              'Des lignes de travailleurs ont été corrigées par l’expéditeur.',
              'Werknemerslijnen werden door de verzender verbeterd.',
              'Arbeitnehmerzeilen wurden vom Absender berichtigt.',
              'Worker records were corrected by the sender.',
            ),
          ),
        ],
      },
    ],
  },
  {
    code: 'financial',
    weight: 1,
    recognisedOnly: true,
    label: say(
      'Contrôles financiers',
      'Financiële controles',
      'Finanzielle Kontrollen',
      'Financial controls',
    ),
    indicators: [
      {
        code: 'financial_payment',
        weight: 1,
        label: say('Paiement', 'Betaling', 'Zahlung', 'Payment'),
        parts: [
          sub(
            'financial_late',
            ['less than due was paid at the legal day', 'quarter of a client with contributions due'],
            PAYMENT,
            say(
              'Des cotisations de clients n’étaient pas payées à l’échéance.',
              'Bijdragen van klanten waren niet betaald op de vervaldag.',
              'Beiträge von Kunden waren am Fälligkeitstag nicht bezahlt.',
              'Contributions of clients were not paid on the due day.',
            ),
          ),
        ],
      },
      {
        code: 'financial_debts',
        weight: 1,
        label: say('Dettes et plans', 'Schulden en plannen', 'Schulden und Pläne', 'Debts and plans'),
        parts: [
          sub(
            'financial_debt',
            [
              'less than due is paid three months after the legal day',
              'quarter of a client due three months ago or more',
            ],
            PAYMENT,
            say(
              'Des clients ont encore une dette trois mois après l’échéance.',
              'Klanten hebben drie maanden na de vervaldag nog een schuld.',
              'Kunden haben drei Monate nach der Fälligkeit noch Schulden.',
              'Clients are still in debt three months after the due day.',
            ),
          ),
          sub(
            'financial_plan',
            ['the instalments are not paid', 'quarter of a client under a payment plan'],
            'Law of 27 June 1969, art. 40bis',
            say(
              'Des plans de paiement ne sont pas respectés.',
              'Afbetalingsplannen worden niet nageleefd.',
              'Zahlungspläne werden nicht eingehalten.',
              'Payment plans are not followed.',
            ),
          ),
        ],
      },
    ],
  },
  ...SYSTEMIC,
];
