import type { Barometer } from '../../../src/barometer/index.ts';
import { ANOMALY, DIMONA, RECORD, say, sub } from './declare.ts';

/** The domains of systemic anomalies and of the confrontation with Dimona. */
export const SYSTEMIC: Barometer = [
  {
    code: 'priority',
    weight: 1,
    recognisedOnly: false,
    label: say(
      'Anomalies systémiques à corriger en priorité',
      'Systemische anomalieën, prioritair te verbeteren',
      'Systemische Anomalien mit Vorrang',
      'Systemic anomalies to be corrected with priority',
    ),
    indicators: [
      {
        code: 'priority_found',
        weight: 2,
        label: say(
          'Anomalies constatées',
          'Vastgestelde anomalieën',
          'Festgestellte Anomalien',
          'Anomalies found',
        ),
        parts: [
          sub(
            'priority_percentage',
            ['a worker with an anomaly of class P', RECORD],
            ANOMALY,
            say(
              'Des travailleurs ont une anomalie de pourcentage (classe P).',
              'Werknemers hebben een percentage-anomalie (klasse P).',
              'Arbeitnehmer haben eine prozentuale Anomalie (Klasse P).',
              'Workers have a percentage anomaly (class P).',
            ),
          ),
          sub(
            'priority_deduction',
            ['a worker with an anomaly of a deduction right (class D)', RECORD],
            ANOMALY,
            say(
              'Le droit à une réduction est mis en doute pour des travailleurs (classe D).',
              'Het recht op een vermindering is twijfelachtig voor werknemers (klasse D).',
              'Der Anspruch auf eine Ermäßigung ist für Arbeitnehmer fraglich (Klasse D).',
              'The right to a deduction is doubtful for workers (class D).',
            ),
          ),
        ],
      },
      {
        code: 'priority_speed',
        weight: 1,
        label: say('Correction', 'Verbetering', 'Berichtigung', 'Correction'),
        parts: [
          sub(
            'priority_overdue',
            ['not resolved within three months', 'anomaly of class P or D seen three months ago or more'],
            ANOMALY,
            say(
              'Des anomalies prioritaires ne sont pas corrigées dans les trois mois.',
              'Prioritaire anomalieën zijn niet binnen drie maanden verbeterd.',
              'Vorrangige Anomalien sind nicht binnen drei Monaten berichtigt.',
              'Priority anomalies are not corrected within three months.',
            ),
          ),
        ],
      },
    ],
  },
  {
    code: 'other',
    weight: 1,
    recognisedOnly: false,
    label: say(
      'Anomalies systémiques non prioritaires',
      'Niet-prioritaire systemische anomalieën',
      'Systemische Anomalien ohne Vorrang',
      'Systemic anomalies without priority',
    ),
    indicators: [
      {
        code: 'other_found',
        weight: 2,
        label: say(
          'Anomalies constatées',
          'Vastgestelde anomalieën',
          'Festgestellte Anomalien',
          'Anomalies found',
        ),
        parts: [
          sub(
            'other_found',
            ['a worker with an anomaly of class NP', RECORD],
            ANOMALY,
            say(
              'Des travailleurs ont une anomalie non prioritaire (classe NP).',
              'Werknemers hebben een niet-prioritaire anomalie (klasse NP).',
              'Arbeitnehmer haben eine nicht vorrangige Anomalie (Klasse NP).',
              'Workers have an anomaly without priority (class NP).',
            ),
          ),
        ],
      },
      {
        code: 'other_speed',
        weight: 1,
        label: say('Correction', 'Verbetering', 'Berichtigung', 'Correction'),
        parts: [
          sub(
            'other_overdue',
            ['not resolved within three months', 'anomaly of class NP seen three months ago or more'],
            ANOMALY,
            say(
              'Des anomalies non prioritaires ne sont pas corrigées dans les trois mois.',
              'Niet-prioritaire anomalieën zijn niet binnen drie maanden verbeterd.',
              'Nicht vorrangige Anomalien sind nicht binnen drei Monaten berichtigt.',
              'Other anomalies are not corrected within three months.',
            ),
          ),
        ],
      },
    ],
  },
  {
    code: 'dimona',
    weight: 1,
    recognisedOnly: false,
    label: say(
      'Cohérence Dimona–DmfA',
      'Samenhang Dimona–DmfA',
      'Übereinstimmung Dimona–DmfA',
      'Dimona–DmfA consistency',
    ),
    indicators: [
      {
        code: 'dimona_entry',
        weight: 1,
        label: say('Dimona à temps', 'Tijdige Dimona', 'Rechtzeitige Dimona', 'Dimona in time'),
        parts: [
          sub(
            'dimona_late',
            ['a Dimona made after the employment began', 'Dimona period that begins in the cycle'],
            DIMONA,
            say(
              'Des Dimona ont été faites après le début de l’occupation.',
              'Dimona’s werden na het begin van de tewerkstelling gedaan.',
              'Dimona wurden nach Beginn der Beschäftigung erstattet.',
              'Dimonas were made after the employment began.',
            ),
          ),
        ],
      },
      {
        code: 'dimona_confrontation',
        weight: 1,
        label: say('Confrontation', 'Confrontatie', 'Abgleich', 'Confrontation'),
        parts: [
          sub(
            'dimona_missing',
            ['a declared worker without a Dimona that touches the quarter', 'worker of the first version'],
            `${DIMONA}; DmfA zones 00840 and 00841`,
            say(
              'Des travailleurs déclarés à la DmfA n’ont pas de Dimona.',
              'In de DmfA aangegeven werknemers hebben geen Dimona.',
              'In der DmfA gemeldete Arbeitnehmer haben keine Dimona.',
              'Workers of the DmfA have no Dimona.',
            ),
          ),
          sub(
            'dmfa_missing',
            ['a Dimona that asks a DmfA, and whose worker is in none of the quarter', 'such Dimona period'],
            'DmfA zones 00840 and 00841',
            say(
              'Des Dimona n’ont pas de DmfA.',
              'Dimona’s hebben geen DmfA.',
              'Dimona haben keine DmfA.',
              'Dimonas have no DmfA.',
            ),
          ),
        ],
      },
      {
        code: 'dimona_solidarity',
        weight: 1,
        label: say(
          'Cotisation de solidarité',
          'Solidariteitsbijdrage',
          'Solidaritätsbeitrag',
          'Solidarity contribution',
        ),
        parts: [
          sub(
            'dimona_solidarity',
            ['a worker for whom a solidarity contribution was claimed', 'worker of the first version'],
            'Law of 27 June 1969, art. 22quater; worker code 863',
            say(
              'Des cotisations de solidarité ont été réclamées pour Dimona manquante.',
              'Solidariteitsbijdragen werden gevorderd wegens ontbrekende Dimona.',
              'Solidaritätsbeiträge wurden wegen fehlender Dimona gefordert.',
              'Solidarity contributions were claimed for a missing Dimona.',
            ),
          ),
        ],
      },
    ],
  },
];
