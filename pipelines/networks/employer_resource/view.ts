import type { NetworkView } from '../../../src/unit/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { CbeContact } from '../../sources/cbe/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import {
  EmployerDirectoryEmployer,
  IdentityEmployerDirectoryEmployer,
} from '../../sources/employer_directory/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WithholdingPayment } from '../../sources/withholding/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import {
  Construction,
  ConstructionMember,
  EmployerLink,
  EmployerLinkEvidence,
  EmployerNetwork,
  EmployerState,
  EmployerSuccession,
  KnownFraud,
} from './tables.ts';

/** How a dossier shows this network. */
export const view: NetworkView = {
  employerColumn: 'noss_registration_number',
  employers: Employer,
  proofs: EmployerLinkEvidence,
  typeColumn: 'resource_type_code',
  types: {
    worker: { fr: 'Travailleur', nl: 'Werknemer', de: 'Arbeitnehmer' },
    mandate: { fr: 'Mandataire', nl: 'Mandataris', de: 'Mandatsträger' },
    address: { fr: 'Siège', nl: 'Zetel', de: 'Sitz' },
    unit: { fr: 'Unité d’établissement', nl: 'Vestigingseenheid', de: 'Niederlassungseinheit' },
    client: { fr: 'Donneur d’ordre', nl: 'Opdrachtgever', de: 'Auftraggeber' },
    contact: { fr: 'Contact', nl: 'Contact', de: 'Kontakt' },
  },
  resources: { table: EmployerLink },
  sources: [
    { table: DimonaPeriod, key: ['dimona_period_id'] },
    {
      table: MandateFunction,
      key: ['cbe_number', ['worker_id', 'holder_cbe_number'], 'function_code', 'begin_date', 'known_date'],
    },
    { table: EmployerDirectoryEmployer, key: ['noss_registration_number'] },
    { table: DmfaOccupation, key: ['noss_registration_number', 'establishment_unit_number'] },
    { table: WorksDeclarationContract, key: ['avwddt_id', 'works_contract_id'] },
    { table: WithholdingPayment, key: ['payer_cbe_number', 'contractor_cbe_number', 'invoice_date'] },
    { table: CbeContact, key: ['entity_number', 'entity_contact', 'contact_type'] },
  ],
  facts: [
    {
      table: EmployerState,
      columns: {
        cbe_number: { fr: 'Numéro BCE', nl: 'KBO-nummer', de: 'ZDU-Nummer' },
        registration_date: { fr: 'Employeur depuis', nl: 'Werkgever sinds', de: 'Arbeitgeber seit' },
        stop_date: { fr: 'Fin', nl: 'Einde', de: 'Ende' },
        owed_cents: { fr: 'Cotisations ouvertes', nl: 'Openstaande bijdragen', de: 'Offene Beiträge' },
        worker_count: {
          fr: 'Travailleurs des six derniers mois',
          nl: 'Werknemers in de laatste zes maanden',
          de: 'Arbeitnehmer der letzten sechs Monate',
        },
      },
    },
    {
      table: ConstructionMember,
      columns: {
        construction_id: { fr: 'Construction', nl: 'Constructie', de: 'Konstruktion' },
        role_code: { fr: 'Rôle', nl: 'Rol', de: 'Rolle' },
        generation: { fr: 'Place dans la chaîne', nl: 'Plaats in de keten', de: 'Platz in der Kette' },
      },
    },
    {
      table: KnownFraud,
      columns: {
        known_date: { fr: 'Infraction connue le', nl: 'Inbreuk bekend op', de: 'Verstoß bekannt am' },
      },
    },
    {
      table: EmployerNetwork,
      columns: {
        degree_count: { fr: 'Ressources communes', nl: 'Gedeelde bronnen', de: 'Gemeinsame Ressourcen' },
        neighbour_count: {
          fr: 'Employeurs voisins',
          nl: 'Naburige werkgevers',
          de: 'Benachbarte Arbeitgeber',
        },
        fraud_resource_count: {
          fr: 'Ressources partagées avec une infraction connue',
          nl: 'Bronnen gedeeld met een bekende inbreuk',
          de: 'Mit einem bekannten Verstoß geteilte Ressourcen',
        },
      },
    },
  ],
  events: [
    {
      table: EmployerState,
      date: 'registration_date',
      title: { fr: 'Début comme employeur', nl: 'Begin als werkgever', de: 'Beginn als Arbeitgeber' },
    },
    {
      table: EmployerState,
      date: 'stop_date',
      title: { fr: 'Fin comme employeur', nl: 'Einde als werkgever', de: 'Ende als Arbeitgeber' },
      detail: 'stop_code',
    },
    {
      table: KnownFraud,
      date: 'known_date',
      title: { fr: 'Infraction connue', nl: 'Inbreuk bekend', de: 'Verstoß bekannt' },
      detail: 'fraud_code',
    },
  ],
  successions: { table: EmployerSuccession, to: 'successor_registration_number', date: 'stop_date' },
  constructions: {
    members: ConstructionMember,
    facts: {
      table: Construction,
      columns: {
        construction_code: { fr: 'Genre', nl: 'Soort', de: 'Art' },
        linked_employer_count: { fr: 'Employeurs', nl: 'Werkgevers', de: 'Arbeitgeber' },
        death_count: { fr: 'Fins avec dettes', nl: 'Stopzettingen met schulden', de: 'Enden mit Schulden' },
        living_count: { fr: 'Encore actifs', nl: 'Nog actief', de: 'Noch tätig' },
        chain_length: { fr: 'Longueur de la chaîne', nl: 'Lengte van de keten', de: 'Länge der Kette' },
        moved_worker_count: {
          fr: 'Travailleurs passés au suivant',
          nl: 'Werknemers die overgingen',
          de: 'Übergegangene Arbeitnehmer',
        },
        lost_cents: { fr: 'Dettes laissées', nl: 'Achtergelaten schulden', de: 'Hinterlassene Schulden' },
        open_cents: {
          fr: 'Ouvert chez les actifs',
          nl: 'Open bij de actieven',
          de: 'Offen bei den Tätigen',
        },
        last_stop_date: { fr: 'Dernière fin', nl: 'Laatste einde', de: 'Letztes Ende' },
        points: { fr: 'Points', nl: 'Punten', de: 'Punkte' },
      },
    },
  },
  names: { table: IdentityEmployerDirectoryEmployer, column: 'denomination' },
  purposes: {
    case_file: {
      reason: 'file of a case manager or a lawyer on a network of employers',
      legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
    },
  },
};
