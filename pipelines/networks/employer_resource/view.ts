import type { NetworkView } from '../../../src/unit/index.ts';
import { Employer } from '../../links/employer/tables.ts';
import { DimonaPeriod } from '../../sources/dimona/tables.ts';
import { DmfaOccupation } from '../../sources/dmfa/tables.ts';
import { IdentityEmployerDirectoryEmployer } from '../../sources/employer_directory/tables.ts';
import { InsolvencyProcedure } from '../../sources/insolvency/tables.ts';
import { MandateFunction } from '../../sources/mandate/tables.ts';
import { WorksDeclarationContract } from '../../sources/works_declaration/tables.ts';
import { EmployerKnownCase, EmployerNetwork, EmployerResource, EmployerResourceEdge } from './tables.ts';

/** How a dossier shows this network. */
export const view: NetworkView = {
  employerColumn: 'cbe_number',
  employers: Employer,
  proofs: EmployerResourceEdge,
  typeColumn: 'tie_code',
  types: {
    worker: { fr: 'Travailleur', nl: 'Werknemer', de: 'Arbeitnehmer' },
    mandate: { fr: 'Mandataire', nl: 'Mandataris', de: 'Mandatsträger' },
    client: { fr: 'Donneur d’ordre', nl: 'Opdrachtgever', de: 'Auftraggeber' },
    establishment_unit: { fr: 'Unité d’établissement', nl: 'Vestigingseenheid', de: 'Niederlassungseinheit' },
  },
  resources: { table: EmployerResource, hubColumn: 'is_hub' },
  sources: [
    { table: DimonaPeriod, key: ['dimona_period_id'] },
    {
      table: MandateFunction,
      key: ['cbe_number', 'worker_id', 'holder_cbe_number', 'function_code', 'begin_date'],
    },
    { table: WorksDeclarationContract, key: ['avwddt_id', 'works_contract_id'] },
    { table: DmfaOccupation, key: ['noss_registration_number', 'quarter'] },
  ],
  facts: [
    {
      table: Employer,
      columns: {
        noss_registration_number: { fr: 'Matricule ONSS', nl: 'RSZ-nummer', de: 'LSS-Nummer' },
        registration_date: { fr: 'Employeur depuis', nl: 'Werkgever sinds', de: 'Arbeitgeber seit' },
        end_date: { fr: 'Employeur jusqu’au', nl: 'Werkgever tot', de: 'Arbeitgeber bis' },
      },
    },
    {
      table: EmployerKnownCase,
      columns: {
        fraud_known_date: { fr: 'Infraction connue le', nl: 'Inbreuk bekend op', de: 'Verstoß bekannt am' },
        bankruptcy_known_date: {
          fr: 'Faillite connue le',
          nl: 'Faillissement bekend op',
          de: 'Konkurs bekannt am',
        },
      },
    },
    {
      table: EmployerNetwork,
      columns: {
        resource_count: { fr: 'Ressources communes', nl: 'Gedeelde bronnen', de: 'Gemeinsame Ressourcen' },
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
      table: Employer,
      date: 'registration_date',
      title: { fr: 'Début comme employeur', nl: 'Begin als werkgever', de: 'Beginn als Arbeitgeber' },
    },
    {
      table: Employer,
      date: 'end_date',
      title: { fr: 'Fin comme employeur', nl: 'Einde als werkgever', de: 'Ende als Arbeitgeber' },
    },
    {
      table: InsolvencyProcedure,
      date: 'opening_date',
      title: { fr: 'Procédure d’insolvabilité', nl: 'Insolventieprocedure', de: 'Insolvenzverfahren' },
      detail: 'procedure_code',
    },
    {
      table: EmployerKnownCase,
      date: 'fraud_known_date',
      title: { fr: 'Infraction connue', nl: 'Inbreuk bekend', de: 'Verstoß bekannt' },
    },
  ],
  names: { table: IdentityEmployerDirectoryEmployer, column: 'denomination' },
  purposes: {
    case_file: {
      reason: 'file of a case manager or a lawyer on a network of employers',
      legalBasis: 'Social criminal code, art. 54 to 57; GDPR, art. 6(1)(e)',
    },
  },
};
