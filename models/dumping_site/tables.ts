import { SiteMonth, SiteReputation } from '../../pipelines/features/site_month/tables.ts';
import {
  chooseColumns,
  describeFeatures,
  modelCandidateTable,
  modelLabelTable,
  scoreGuardTable,
  scoreReasonTable,
  scoreTable,
} from '../../src/unit/index.ts';

/** Directions: with 1 a larger value never lowers the probability. */
export const SITE = {
  works_type_code: 0,
  is_obliged_to_register: 0,
  declared_cents: 0,
  declared_late_days: 1,
  late_contract_count: 0,
  contractor_count: 0,
  chain_depth: 0,
  foreign_contractor_share: 0,
  new_contractor_count: 0,
  unlisted_employer_count: 0,
  presence_count: 0,
  employer_count: 0,
  days_without_presence: 0,
  silent_contractor_count: 0,
  unnotified_contractor_count: 1,
  undeclared_presence_share: 1,
  undeclared_worker_count: 1,
  late_dimona_presence_count: 0,
  other_employer_presence_count: 0,
  posted_presence_share: 0,
  unposted_worker_count: 1,
  debtor_count: 0,
  unwithheld_invoice_count: 1,
  posting_without_a1_count: 0,
  insolvent_count: 0,
  offending_contractor_count: 0,
} as const;

/** The same for what the enterprises of the chain are known for elsewhere. */
export const REPUTATION = {
  chain_result_count: 0,
  chain_hit_count: 0,
  chain_hit_share: 0,
  declarant_result_count: 0,
  declarant_hit_count: 0,
  declarant_hit_share: 0,
  chain_without_a1_share: 1,
  chain_unposted_share: 1,
} as const;

/** What the model may say about a site. */
export const SITE_FEATURES = {
  ...describeFeatures('works', {
    works_type_code: [
      'Aard van de werken: {value}.',
      'Nature des travaux : {value}.',
      'Art der Arbeiten: {value}.',
    ],
    is_obliged_to_register: [
      'Aanwezigheidsregistratie verplicht: {value}.',
      'Enregistrement des présences obligatoire : {value}.',
      'Anwesenheitserfassung verpflichtend: {value}.',
    ],
    declared_cents: [
      'Aangegeven bedrag: {value}.',
      'Montant déclaré : {value}.',
      'Gemeldeter Betrag: {value}.',
    ],
  }),
  ...describeFeatures('declaration', {
    declared_late_days: [
      'Dagen tussen begin en aangifte: {value}.',
      'Jours entre le début et la déclaration : {value}.',
      'Tage zwischen Beginn und Meldung: {value}.',
    ],
    late_contract_count: [
      'Contracten te laat aangegeven: {value}.',
      'Contrats déclarés en retard : {value}.',
      'Verspätet gemeldete Verträge: {value}.',
    ],
    unlisted_employer_count: [
      'Ondernemingen aanwezig zonder aangegeven contract: {value}.',
      'Entreprises présentes sans contrat déclaré : {value}.',
      'Anwesende Unternehmen ohne gemeldeten Vertrag: {value}.',
    ],
  }),
  ...describeFeatures('chain', {
    contractor_count: [
      'Ondernemingen in de keten: {value}.',
      'Entreprises dans la chaîne : {value}.',
      'Unternehmen in der Kette: {value}.',
    ],
    chain_depth: [
      'Niveaus van onderaanneming: {value}.',
      'Niveaux de sous-traitance : {value}.',
      'Ebenen der Untervergabe: {value}.',
    ],
    foreign_contractor_share: [
      'Deel buitenlandse ondernemingen: {value}.',
      "Part d'entreprises étrangères : {value}.",
      'Anteil ausländischer Unternehmen: {value}.',
    ],
    new_contractor_count: [
      'Ondernemingen jonger dan twaalf maanden: {value}.',
      'Entreprises de moins de douze mois : {value}.',
      'Unternehmen unter zwölf Monaten: {value}.',
    ],
  }),
  ...describeFeatures('registration', {
    presence_count: [
      'Aanwezigheden in drie maanden: {value}.',
      'Présences en trois mois : {value}.',
      'Anwesenheiten in drei Monaten: {value}.',
    ],
    employer_count: [
      'Ondernemingen met aanwezigheden: {value}.',
      'Entreprises avec présences : {value}.',
      'Unternehmen mit Anwesenheiten: {value}.',
    ],
    days_without_presence: [
      'Werkdagen zonder aanwezigheid: {value}.',
      'Jours de travaux sans présence : {value}.',
      'Arbeitstage ohne Anwesenheit: {value}.',
    ],
    silent_contractor_count: [
      'Aannemers zonder enige aanwezigheid: {value}.',
      'Entrepreneurs sans aucune présence : {value}.',
      'Unternehmer ohne jede Anwesenheit: {value}.',
    ],
  }),
  ...describeFeatures('undeclared_work', {
    undeclared_presence_share: [
      'Deel aanwezigheden zonder Dimona of Limosa: {value}.',
      'Part des présences sans Dimona ni Limosa : {value}.',
      'Anteil der Anwesenheiten ohne Dimona oder Limosa: {value}.',
    ],
    undeclared_worker_count: [
      'Personen zonder Dimona of Limosa: {value}.',
      'Personnes sans Dimona ni Limosa : {value}.',
      'Personen ohne Dimona oder Limosa: {value}.',
    ],
    late_dimona_presence_count: [
      'Aanwezigheden met te late Dimona: {value}.',
      'Présences avec Dimona tardive : {value}.',
      'Anwesenheiten mit verspäteter Dimona: {value}.',
    ],
    other_employer_presence_count: [
      'Aanwezigheden met Dimona van een andere werkgever: {value}.',
      "Présences avec Dimona d'un autre employeur : {value}.",
      'Anwesenheiten mit Dimona eines anderen Arbeitgebers: {value}.',
    ],
  }),
  ...describeFeatures('posting', {
    unnotified_contractor_count: [
      'Buitenlandse aannemers zonder Limosa: {value}.',
      'Entrepreneurs étrangers sans Limosa : {value}.',
      'Ausländische Unternehmer ohne Limosa: {value}.',
    ],
    posted_presence_share: [
      'Deel aanwezigheden van gedetacheerden: {value}.',
      'Part des présences de détachés : {value}.',
      'Anteil der Anwesenheiten Entsandter: {value}.',
    ],
    unposted_worker_count: [
      'Gedetacheerden op een dag zonder Limosa: {value}.',
      'Détachés un jour sans Limosa : {value}.',
      'Entsandte an einem Tag ohne Limosa: {value}.',
    ],
    posting_without_a1_count: [
      'Limosa-meldingen voor het adres zonder A1: {value}.',
      "Déclarations Limosa pour l'adresse sans A1 : {value}.",
      'Limosa-Meldungen für die Adresse ohne A1: {value}.',
    ],
  }),
  ...describeFeatures('debt', {
    debtor_count: [
      'Ondernemingen met schulden boven EUR 2 500: {value}.',
      'Entreprises avec dettes de plus de 2 500 EUR : {value}.',
      'Unternehmen mit Schulden über 2 500 EUR: {value}.',
    ],
    unwithheld_invoice_count: [
      'Facturen zonder verplichte inhouding: {value}.',
      'Factures sans retenue obligatoire : {value}.',
      'Rechnungen ohne pflichtigen Einbehalt: {value}.',
    ],
    insolvent_count: [
      'Ondernemingen in een insolventieprocedure: {value}.',
      "Entreprises en procédure d'insolvabilité : {value}.",
      'Unternehmen in einem Insolvenzverfahren: {value}.',
    ],
  }),
  ...describeFeatures('reputation', {
    offending_contractor_count: [
      'Ondernemingen met een inbreuk in 24 maanden: {value}.',
      'Entreprises en infraction dans les 24 mois : {value}.',
      'Unternehmen mit Verstoß in 24 Monaten: {value}.',
    ],
    chain_result_count: [
      'Bezoeken met resultaat elders waar de keten werkte: {value}.',
      'Visites conclues ailleurs où la chaîne travaillait : {value}.',
      'Abgeschlossene Besuche anderswo, wo die Kette arbeitete: {value}.',
    ],
    chain_hit_count: [
      'Daarvan met inbreuk: {value}.',
      'Dont avec infraction : {value}.',
      'Davon mit Verstoß: {value}.',
    ],
    chain_hit_share: [
      'Deel van deze bezoeken met inbreuk: {value}.',
      'Part de ces visites avec infraction : {value}.',
      'Anteil dieser Besuche mit Verstoß: {value}.',
    ],
    declarant_result_count: [
      'Bezoeken met resultaat aan andere werken van de aangever: {value}.',
      "Visites conclues sur d'autres travaux du déclarant : {value}.",
      'Abgeschlossene Besuche anderer Arbeiten des Melders: {value}.',
    ],
    declarant_hit_count: [
      'Daarvan met inbreuk: {value}.',
      'Dont avec infraction : {value}.',
      'Davon mit Verstoß: {value}.',
    ],
    declarant_hit_share: [
      'Deel van deze bezoeken van de aangever met inbreuk: {value}.',
      'Part de ces visites du déclarant avec infraction : {value}.',
      'Anteil dieser Besuche des Melders mit Verstoß: {value}.',
    ],
    chain_without_a1_share: [
      'Deel meldingen van de buitenlandse ondernemingen zonder A1, waar ook: {value}.',
      'Part des déclarations des entreprises étrangères sans A1, où que ce soit : {value}.',
      'Anteil der Meldungen der ausländischen Unternehmen ohne A1, wo auch immer: {value}.',
    ],
    chain_unposted_share: [
      'Deel aanwezigheden van de buitenlandse ondernemingen zonder Limosa, waar ook: {value}.',
      'Part des présences des entreprises étrangères sans Limosa, où que ce soit : {value}.',
      'Anteil der Anwesenheiten der ausländischen Unternehmen ohne Limosa, wo auch immer: {value}.',
    ],
  }),
};

export const DumpingSiteCandidate = modelCandidateTable('dumping_site', {
  ...chooseColumns(SiteMonth, SITE),
  ...chooseColumns(SiteReputation, REPUTATION),
});
export const DumpingSiteLabel = modelLabelTable('dumping_site');
export const DumpingSite = scoreTable('dumping_site');
export const DumpingSiteReason = scoreReasonTable('dumping_site');
export const DumpingSiteGuard = scoreGuardTable('dumping_site');
