import type { CodeLabels, EvidenceKind, Phenomenon, Severity, SubjectType } from '../../../src/unit/index.ts';
import {
  CHECKIN,
  COMMITTEE,
  DIMONA,
  DMFA,
  FIRST_HIRE,
  FLEXI,
  INCAPACITY,
  INSOLVENCY,
  LIMOSA,
  PART_TIME,
  PAYMENT,
  REDUCTION,
  STUDENT,
  UNEMPLOYMENT,
  article30bis,
  text,
} from './laws.ts';

/** A cross-check: how its contradictions read, on which law they touch, and how heavy they are by themselves. */
export interface CrossCheck {
  /** `check_code` of its rows, and name of the table `feature.<code>`. */
  readonly code: string;
  readonly subjectType: SubjectType;
  readonly phenomenon: Phenomenon;
  readonly evidence: EvidenceKind;
  readonly severity: Severity;
  readonly legalBasis: CodeLabels;
  /**
   * The sentence. `{count}` is evidence_count, `{base}` evidence_base_count, `{amount}` amount_cents in euros, `{from}` and
   * `{to}` the first and the last day.
   */
  readonly sentence: CodeLabels;
}

const check = (
  code: string,
  subjectType: SubjectType,
  coding: readonly [Phenomenon, EvidenceKind, Severity],
  legalBasis: CodeLabels,
  sentence: CodeLabels,
): CrossCheck => ({
  code,
  subjectType,
  phenomenon: coding[0],
  evidence: coding[1],
  severity: coding[2],
  legalBasis,
  sentence,
});

/** The cross-checks about a worker at an employer. */
const WORKER_CHECKS: readonly CrossCheck[] = [
  check(
    'dimona_without_dmfa',
    'worker_employer',
    ['undeclared_work', 'missing_declaration', 'serious'],
    DMFA,
    text(
      'Dimona du {from} au {to} ({count} jours ouvrables), mais le travailleur ne figure pas dans la DmfA du trimestre.',
      'Dimona van {from} tot {to} ({count} werkdagen), maar de werknemer staat niet in de DmfA van het kwartaal.',
      'Dimona vom {from} bis {to} ({count} Werktage), aber der Arbeitnehmer fehlt in der DmfA des Quartals.',
      'Dimona from {from} to {to} ({count} weekdays), but the worker is not in the DmfA of the quarter.',
    ),
  ),
  check(
    'dmfa_without_dimona',
    'worker_employer',
    ['undeclared_work', 'missing_declaration', 'infringement'],
    DIMONA,
    text(
      '{count} jours payés dans la DmfA, mais aucune Dimona pour le trimestre.',
      '{count} betaalde dagen in de DmfA, maar geen enkele Dimona voor het kwartaal.',
      '{count} bezahlte Tage in der DmfA, aber keine Dimona für das Quartal.',
      '{count} paid days in the DmfA, but no Dimona for the quarter.',
    ),
  ),
  check(
    'double_full_time',
    'worker_employer',
    ['fictitious_employment', 'contradiction', 'serious'],
    DMFA,
    text(
      'À temps plein chez plusieurs employeurs à la fois : {count} jours payés dans un trimestre de {base} jours ouvrables.',
      'Voltijds bij meerdere werkgevers tegelijk: {count} betaalde dagen in een kwartaal van {base} werkdagen.',
      'In Vollzeit bei mehreren Arbeitgebern zugleich: {count} bezahlte Tage in einem Quartal von {base} Werktagen.',
      'Full time at several employers at once: {count} paid days in a quarter of {base} weekdays.',
    ),
  ),
  check(
    'work_while_unemployed',
    'worker_employer',
    ['undue_benefit', 'contradiction', 'serious'],
    UNEMPLOYMENT,
    text(
      'Allocations de chômage pendant {count} jours ouvrables d’occupation déclarée, du {from} au {to} ({amount} euros).',
      'Werkloosheidsuitkering tijdens {count} werkdagen van aangegeven tewerkstelling, van {from} tot {to} ({amount} euro).',
      'Arbeitslosengeld während {count} Werktagen gemeldeter Beschäftigung, vom {from} bis {to} ({amount} Euro).',
      'Unemployment benefit during {count} weekdays of declared work, from {from} to {to} ({amount} euros).',
    ),
  ),
  check(
    'work_while_unfit',
    'worker_employer',
    ['undue_benefit', 'contradiction', 'serious'],
    INCAPACITY,
    text(
      '{count} jours payés comme travail chez le même employeur sur {base} jours ouvrables d’incapacité.',
      '{count} dagen als arbeid betaald bij dezelfde werkgever op {base} werkdagen arbeidsongeschiktheid.',
      '{count} Tage als Arbeit beim selben Arbeitgeber bezahlt, bei {base} Werktagen Arbeitsunfähigkeit.',
      '{count} days paid as work by the same employer out of {base} weekdays of incapacity.',
    ),
  ),
  check(
    'work_elsewhere_while_unfit',
    'worker_employer',
    ['undue_benefit', 'contradiction', 'indication'],
    INCAPACITY,
    text(
      '{count} jours payés comme travail chez un autre employeur sur {base} jours ouvrables d’incapacité.',
      '{count} dagen als arbeid betaald bij een andere werkgever op {base} werkdagen arbeidsongeschiktheid.',
      '{count} Tage als Arbeit bei einem anderen Arbeitgeber bezahlt, bei {base} Werktagen Arbeitsunfähigkeit.',
      '{count} days paid as work by another employer out of {base} weekdays of incapacity.',
    ),
  ),
  check(
    'part_time_present_full_time',
    'worker_employer',
    ['economic_exploitation', 'contradiction', 'serious'],
    PART_TIME,
    text(
      'Déclaré à temps partiel, {base} jours payés, mais présent {count} jours sur des chantiers.',
      'Deeltijds aangegeven, {base} betaalde dagen, maar {count} dagen aanwezig op werven.',
      'In Teilzeit gemeldet, {base} bezahlte Tage, aber {count} Tage auf Baustellen anwesend.',
      'Declared part time, {base} paid days, but present on sites on {count} days.',
    ),
  ),
  check(
    'student_quota_exceeded',
    'worker_employer',
    ['declaration_quality', 'contradiction', 'infringement'],
    STUDENT,
    text(
      '{count} heures d’étudiant annoncées dans l’année, pour un contingent de {base}.',
      '{count} studentenuren aangegeven in het jaar, bij een contingent van {base}.',
      '{count} Studentenstunden im Jahr gemeldet, bei einem Kontingent von {base}.',
      '{count} student hours announced in the year, for a quota of {base}.',
    ),
  ),
  check(
    'flexi_not_allowed',
    'worker_employer',
    ['declaration_quality', 'contradiction', 'serious'],
    FLEXI,
    text(
      'Flexi-job sans emploi à 4/5 chez un autre employeur trois trimestres plus tôt ({count} % trouvés), ou à côté d’un tel emploi chez le même.',
      'Flexi-job zonder 4/5-job bij een andere werkgever drie kwartalen eerder ({count} % gevonden), of naast zo’n job bij dezelfde.',
      'Flexi-Job ohne 4/5-Stelle bei einem anderen Arbeitgeber drei Quartale zuvor ({count} % gefunden) oder neben einer solchen beim selben.',
      'Flexi-job without a four-fifths job at another employer three quarters before ({count} % found), or beside such a job at the same one.',
    ),
  ),
];

/** The cross-checks about a place of work and those who work there. */
const SITE_CHECKS: readonly CrossCheck[] = [
  check(
    'presence_without_dimona',
    'site',
    ['undeclared_work', 'missing_declaration', 'infringement'],
    DIMONA,
    text(
      '{count} personnes sur {base} présentes pour l’entreprise sans Dimona ni Limosa ce jour-là.',
      '{count} van de {base} personen aanwezig voor de onderneming zonder Dimona of Limosa op die dag.',
      '{count} von {base} für das Unternehmen anwesenden Personen ohne Dimona oder Limosa an diesem Tag.',
      '{count} of {base} persons present for the enterprise without Dimona or Limosa on that day.',
    ),
  ),
  check(
    'presence_without_limosa',
    'site',
    ['social_dumping', 'missing_declaration', 'infringement'],
    LIMOSA,
    text(
      '{count} personnes détachées présentes sans déclaration Limosa.',
      '{count} gedetacheerde personen aanwezig zonder Limosa-melding.',
      '{count} entsandte Personen ohne Limosa-Meldung anwesend.',
      '{count} posted persons present without a Limosa notification.',
    ),
  ),
  check(
    'presence_after_posting',
    'site',
    ['social_dumping', 'contradiction', 'infringement'],
    LIMOSA,
    text(
      '{count} personnes détachées encore présentes après la fin de leur déclaration Limosa, jusqu’au {to}.',
      '{count} gedetacheerde personen nog aanwezig na het einde van hun Limosa-melding, tot {to}.',
      '{count} entsandte Personen nach dem Ende ihrer Limosa-Meldung noch anwesend, bis {to}.',
      '{count} posted persons still present after the end of their Limosa notification, until {to}.',
    ),
  ),
  check(
    'posting_without_presence',
    'site',
    ['social_dumping', 'contradiction', 'serious'],
    CHECKIN,
    text(
      '{count} détachements sur ce lieu sans aucune présence enregistrée de cet employeur.',
      '{count} detacheringen op deze plaats zonder één geregistreerde aanwezigheid van die werkgever.',
      '{count} Entsendungen an diesen Ort ohne eine einzige registrierte Anwesenheit dieses Arbeitgebers.',
      '{count} postings to this place without any registered presence of that employer.',
    ),
  ),
  check(
    'presence_at_two_places',
    'worker_employer',
    ['social_dumping', 'contradiction', 'indication'],
    CHECKIN,
    text(
      'Présent {count} jours sur des lieux de deux codes postaux, pour deux entreprises, le même jour.',
      '{count} dagen aanwezig op plaatsen van twee postcodes, voor twee ondernemingen, op dezelfde dag.',
      'An {count} Tagen an Orten zweier Postleitzahlen, für zwei Unternehmen, am selben Tag anwesend.',
      'Present on {count} days at places of two postal codes, for two enterprises, on the same day.',
    ),
  ),
  check(
    'works_not_declared',
    'site',
    ['withholding_obligation', 'missing_declaration', 'infringement'],
    article30bis(7),
    text(
      '{count} entreprises sur {base} présentes sans contrat dans la déclaration de travaux.',
      '{count} van de {base} ondernemingen aanwezig zonder contract in de aangifte van werken.',
      '{count} von {base} Unternehmen ohne Vertrag in der Meldung der Arbeiten anwesend.',
      '{count} of {base} enterprises present without a contract in the declaration of works.',
    ),
  ),
  check(
    'invoice_without_withholding',
    'employer',
    ['withholding_obligation', 'amount', 'infringement'],
    article30bis(4),
    text(
      'Facture du {from} d’un entrepreneur endetté : il manque {amount} euros sur les 35 % et 15 % à retenir.',
      'Factuur van {from} van een aannemer met schulden: {amount} euro ontbreekt op de in te houden 35 % en 15 %.',
      'Rechnung vom {from} eines verschuldeten Unternehmers: {amount} Euro fehlen an den einzubehaltenden 35 % und 15 %.',
      'Invoice of {from} from a contractor with debts: {amount} euros are missing from the 35 % and 15 % to withhold.',
    ),
  ),
  check(
    'contract_without_withholding',
    'employer',
    ['withholding_obligation', 'amount', 'indication'],
    article30bis(4),
    text(
      '{count} contrats avec un entrepreneur endetté, du {from} au {to}, sans aucune retenue (jusqu’à {amount} euros).',
      '{count} contracten met een aannemer met schulden, van {from} tot {to}, zonder enige inhouding (tot {amount} euro).',
      '{count} Verträge mit einem verschuldeten Unternehmer, vom {from} bis {to}, ohne jede Einbehaltung (bis {amount} Euro).',
      '{count} contracts with a contractor with debts, from {from} to {to}, without any withholding (up to {amount} euros).',
    ),
  ),
];

/** The cross-checks about an employer. */
const EMPLOYER_CHECKS: readonly CrossCheck[] = [
  check(
    'deduction_not_allowed',
    'employer',
    ['improper_reduction', 'contradiction', 'infringement'],
    REDUCTION,
    text(
      'Réduction appliquée à {count} travailleurs hors du trimestre, de la région ou de la période d’engagement permis ({amount} euros).',
      'Vermindering toegepast op {count} werknemers buiten het kwartaal, het gewest of de aanwervingsperiode die mag ({amount} euro).',
      'Ermäßigung für {count} Arbeitnehmer außerhalb von Quartal, Region oder Einstellungszeitraum angewandt ({amount} Euro).',
      'Reduction applied to {count} workers outside the quarter, region or period of hiring allowed ({amount} euros).',
    ),
  ),
  check(
    'first_hire_rank_contradicted',
    'employer',
    ['improper_reduction', 'contradiction', 'serious'],
    FIRST_HIRE,
    text(
      'Réduction premiers engagements ({amount} euros), alors que {count} travailleurs étaient déjà déclarés à la fin du trimestre précédant l’engagement.',
      'Vermindering eerste aanwervingen ({amount} euro), terwijl al {count} werknemers waren aangegeven op het einde van het kwartaal vóór de aanwerving.',
      'Ermäßigung für Ersteinstellungen ({amount} Euro), obwohl am Ende des Quartals vor der Einstellung schon {count} Arbeitnehmer gemeldet waren.',
      'First-hire reduction ({amount} euros), while {count} workers were declared already at the end of the quarter before the hire.',
    ),
  ),
  check(
    'declaration_missing',
    'employer',
    ['declaration_quality', 'missing_declaration', 'infringement'],
    DMFA,
    text(
      '{count} travailleurs en Dimona, mais aucune DmfA pour le trimestre commençant le {from}.',
      '{count} werknemers in Dimona, maar geen DmfA voor het kwartaal dat begint op {from}.',
      '{count} Arbeitnehmer in Dimona, aber keine DmfA für das am {from} beginnende Quartal.',
      '{count} workers in Dimona, but no DmfA for the quarter that begins on {from}.',
    ),
  ),
  check(
    'joint_committee_against_activity',
    'employer',
    ['declaration_quality', 'contradiction', 'indication'],
    COMMITTEE,
    text(
      '{count} ouvriers sur {base} sous une commission paritaire étrangère à toutes les activités connues.',
      '{count} van de {base} arbeiders onder een paritair comité dat bij geen enkele gekende activiteit past.',
      '{count} von {base} Arbeitern unter einer paritätischen Kommission, die zu keiner bekannten Tätigkeit passt.',
      '{count} of {base} manual workers under a joint committee foreign to all known activities.',
    ),
  ),
  check(
    'unit_moved_on_paper',
    'employer',
    ['improper_reduction', 'contradiction', 'indication'],
    REDUCTION,
    text(
      'Unité d’établissement dans une autre région que le siège : {count} travailleurs sur {base} n’y habitent pas, et les nouveaux non plus.',
      'Vestigingseenheid in een ander gewest dan de zetel: {count} van de {base} werknemers wonen er niet, en de nieuwe evenmin.',
      'Niederlassungseinheit in einer anderen Region als der Sitz: {count} von {base} Arbeitnehmern wohnen nicht dort, auch die neuen nicht.',
      'Establishment unit in another region than the seat: {count} of {base} workers do not live there, nor do the new ones.',
    ),
  ),
  check(
    'bankrupt_yet_declaring',
    'employer',
    ['bankruptcy_carousel', 'contradiction', 'serious'],
    INSOLVENCY,
    text(
      'En faillite depuis le {from}, mais {count} engagements ou déclarations en son nom propre, jusqu’au {to}.',
      'Failliet sinds {from}, maar {count} aanwervingen of aangiften in eigen naam, tot {to}.',
      'Insolvent seit {from}, aber {count} Einstellungen oder Meldungen im eigenen Namen, bis {to}.',
      'Bankrupt since {from}, but {count} hires or declarations in its own name, until {to}.',
    ),
  ),
  check(
    'account_against_declaration',
    'employer',
    ['declaration_quality', 'amount', 'indication'],
    PAYMENT,
    text(
      'Le compte du trimestre diffère de {amount} euros de la déclaration en vigueur.',
      'De rekening van het kwartaal wijkt {amount} euro af van de geldende aangifte.',
      'Das Konto des Quartals weicht um {amount} Euro von der geltenden Meldung ab.',
      'The account of the quarter differs by {amount} euros from the declaration in force.',
    ),
  ),
  check(
    'contributions_not_paid',
    'employer',
    ['payment_default', 'amount', 'infringement'],
    PAYMENT,
    text(
      'Cotisations déclarées de {count} trimestres payées pour moins de la moitié, sans plan suivi ({amount} euros ouverts).',
      'Aangegeven bijdragen van {count} kwartalen voor minder dan de helft betaald, zonder gevolgd plan ({amount} euro open).',
      'Gemeldete Beiträge von {count} Quartalen zu weniger als der Hälfte bezahlt, ohne befolgten Plan ({amount} Euro offen).',
      'Declared contributions of {count} quarters paid for less than half, without a plan that is followed ({amount} euros open).',
    ),
  ),
];

/** All cross-checks, in the order of the rooms. */
export const CROSS_CHECKS: readonly CrossCheck[] = [...WORKER_CHECKS, ...SITE_CHECKS, ...EMPLOYER_CHECKS];
