import { describe, it } from 'vitest';
import { specStep } from '../../../src/testing/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { PersonMutation } from '../../links/person/tables.ts';
import { CheckinAtWorkPresence } from '../../sources/checkin_at_work/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { LimosaNotification } from '../../sources/limosa/tables.ts';
import { SitePresence } from './tables.ts';

const BUILDER = '0990000024';
const OTHER = '0990000123';

interface Given {
  readonly presences: string;
  readonly dimonas?: string;
  readonly postings?: string;
  readonly mutations?: string;
  readonly standings: string;
}

const standing = (given: Given) =>
  specStep({
    room: import.meta.url,
    table: SitePresence,
    inputs: [CheckinAtWorkPresence, DimonaPeriod, LimosaNotification, PersonMutation, Employer],
    given: [
      [
        CheckinAtWorkPresence,
        `presence_registration_id | work_place_id | registration_date | worker_id | limosa_id | cbe_number | creation_at | status\n${given.presences}`,
      ],
      [
        DimonaPeriod,
        `dimona_period_id | worker_id | cbe_number | using_cbe_number | starting_date | ending_date | is_cancelled | form_creation_at\n${given.dimonas ?? ''}`,
      ],
      [
        LimosaNotification,
        `limosa_id | worker_id | start_date | end_date | first_known_date\n${given.postings ?? ''}`,
      ],
      [PersonMutation, `worker_id | valid_worker_id\n${given.mutations ?? ''}`],
      [
        Employer,
        `noss_registration_number | cbe_number
         190000013 | ${BUILDER}
         190000112 | ${OTHER}`,
      ],
    ],
    params: { as_of_date: '2024-04-30' },
    expect: `presence_registration_id | standing_code\n${given.standings}`,
  });

const present = (id: string, day: string, worker: string, limosa = '-', employer = BUILDER) =>
  `${id} | W1 | ${day} | ${worker} | ${limosa} | ${employer} | ${day} 06:30:00 | SUCCESSFULLY_REGISTERED`;
const dimona = (worker: string, employer: string, from: string, to: string, made = `${from} 06:00:00`) =>
  `${worker}D | ${worker} | ${employer} | - | ${from} | ${to} | false | ${made}`;

describe('what the declarations say of a presence', () => {
  it('a presence on a day without Dimona or Limosa counts as undeclared', () =>
    standing({ presences: present('1', '2024-04-10', 'P1'), standings: '1 | undeclared' }));
  it('a Dimona of the employer that covers the day declares it, one that ended the day before does not', () =>
    standing({
      presences: [present('1', '2024-04-10', 'P1'), present('2', '2024-04-11', 'P1')].join('\n'),
      dimonas: dimona('P1', BUILDER, '2024-04-01', '2024-04-10'),
      standings: '1 | declared\n2 | undeclared',
    }));
  it('a Dimona made after the day is late', () =>
    standing({
      presences: present('1', '2024-04-10', 'P1'),
      dimonas: dimona('P1', BUILDER, '2024-04-01', '-', '2024-04-12 09:00:00'),
      standings: '1 | declared_late',
    }));
  it('a Dimona made after the as-of date is not seen', () =>
    standing({
      presences: present('1', '2024-04-10', 'P1'),
      dimonas: dimona('P1', BUILDER, '2024-04-01', '-', '2024-05-02 09:00:00'),
      standings: '1 | undeclared',
    }));
  it('a cancelled Dimona declares nothing', () =>
    standing({
      presences: present('1', '2024-04-10', 'P1'),
      dimonas: dimona('P1', BUILDER, '2024-04-01', '-').replace('| false |', '| true |'),
      standings: '1 | undeclared',
    }));
  it('a Dimona of another employer is told apart, that of the agency of a user is his', () =>
    standing({
      presences: [present('1', '2024-04-10', 'P1'), present('2', '2024-04-10', 'P2')].join('\n'),
      dimonas: [
        dimona('P1', OTHER, '2024-04-01', '-'),
        `P2D | P2 | ${OTHER} | ${BUILDER} | 2024-04-01 | - | false | 2024-04-01 06:00:00`,
      ].join('\n'),
      standings: '1 | other_employer\n2 | declared',
    }));
  it('a Dimona under a NISS that was replaced is that of the same person', () =>
    standing({
      presences: present('1', '2024-04-10', 'P2'),
      dimonas: dimona('P1', BUILDER, '2024-04-01', '-'),
      mutations: 'P1 | P2',
      standings: '1 | declared',
    }));
  it('a person present for an enterprise without a matricule may be self-employed: nothing can be said', () =>
    standing({
      presences: present('1', '2024-04-10', 'P1', '-', '0990000321'),
      standings: '1 | unverifiable',
    }));
});

describe('posted persons', () => {
  it('a posting that ended yesterday does not cover today', () =>
    standing({
      presences: [present('1', '2024-04-09', '-', 'L1'), present('2', '2024-04-10', '-', 'L1')].join('\n'),
      postings: 'L1 | - | 2024-03-01 | 2024-04-09 | 2024-02-20',
      standings: '1 | posted\n2 | posted_without_limosa',
    }));
  it('a Limosa number that nobody notified covers nothing', () =>
    standing({ presences: present('1', '2024-04-10', '-', 'L9'), standings: '1 | posted_without_limosa' }));
  it('a posting notified after the day is late', () =>
    standing({
      presences: present('1', '2024-04-10', '-', 'L1'),
      postings: 'L1 | - | 2024-04-01 | 2024-06-30 | 2024-04-15',
      standings: '1 | posted_late',
    }));
  it('a posting found by the NISS of the worker covers him too', () =>
    standing({
      presences: present('1', '2024-04-10', 'P1'),
      postings: 'L1 | P1 | 2024-04-01 | 2024-06-30 | 2024-03-15',
      standings: '1 | posted',
    }));
});

describe('which presences count', () => {
  it('not those outside the window, cancelled, or registered later; one registered twice counts once', () =>
    standing({
      presences: [
        present('1', '2024-01-30', 'P1'),
        present('2', '2024-01-31', 'P1'),
        present('3', '2024-05-01', 'P1'),
        present('4', '2024-04-10', 'P2').replace('REGISTERED', 'CANCELLED'),
        present('5', '2024-04-11', 'P3').replace('2024-04-11 06', '2024-05-03 06'),
        present('6', '2024-04-12', 'P4'),
        present('7', '2024-04-12', 'P4'),
      ].join('\n'),
      standings: '2 | undeclared\n6 | undeclared',
    }));
});
