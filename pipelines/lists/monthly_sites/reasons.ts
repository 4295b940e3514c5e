import type { Labels, Reason } from '../../../src/unit/index.ts';

/**
 * The sentences of the rules of `monthly_sites_rule.sql`, for an inspector in front of a site: what was counted, out of
 * how many, since when. `{count|one|many}` takes its form from the count.
 */
const law = (fr: string, nl: string, de: string): Labels => ({ fr, nl, de });

const DIMONA = law(
  'AR du 5 novembre 2002, art. 4 ; Code pénal social, art. 181',
  'KB van 5 november 2002, art. 4; Sociaal Strafwetboek, art. 181',
  'KE vom 5. November 2002, Art. 4; Sozialstrafgesetzbuch, Art. 181',
);
const LIMOSA = law(
  'Loi-programme (I) du 27 décembre 2006, art. 139 ; Code pénal social, art. 182',
  'Programmawet (I) van 27 december 2006, art. 139; Sociaal Strafwetboek, art. 182',
  'Programmgesetz (I) vom 27. Dezember 2006, Art. 139; Sozialstrafgesetzbuch, Art. 182',
);
const CHECKIN = law(
  'Loi du 4 août 1996, art. 31bis à 31octies',
  'Wet van 4 augustus 1996, art. 31bis tot 31octies',
  'Gesetz vom 4. August 1996, Art. 31bis bis 31octies',
);
const article30bis = (paragraph: number): Labels =>
  law(
    `Loi du 27 juin 1969, art. 30bis, § ${paragraph}`,
    `Wet van 27 juni 1969, art. 30bis, § ${paragraph}`,
    `Gesetz vom 27. Juni 1969, Art. 30bis, § ${paragraph}`,
  );
const LIABILITY = article30bis(3);
const WITHHOLDING = article30bis(4);
const WORKS = article30bis(7);
const LENDING = law(
  'Loi du 24 juillet 1987, art. 31 ; Code pénal social, art. 177',
  'Wet van 24 juli 1987, art. 31; Sociaal Strafwetboek, art. 177',
  'Gesetz vom 24. Juli 1987, Art. 31; Sozialstrafgesetzbuch, Art. 177',
);
const A1 = law(
  'Règlement (CE) 883/2004, art. 11 et 12 ; règlement (CE) 987/2009, art. 19',
  'Verordening (EG) 883/2004, art. 11 en 12; verordening (EG) 987/2009, art. 19',
  'Verordnung (EG) 883/2004, Art. 11 und 12; Verordnung (EG) 987/2009, Art. 19',
);
const INSOLVENCY = law(
  'Code de droit économique, livre XX',
  'Wetboek van economisch recht, boek XX',
  'Wirtschaftsgesetzbuch, Buch XX',
);
/** The power to visit. */
export const INSPECTION = law(
  'Code pénal social, art. 23 à 39',
  'Sociaal Strafwetboek, art. 23 tot 39',
  'Sozialstrafgesetzbuch, Art. 23 bis 39',
);

export const REASONS: readonly Reason[] = [
  {
    code: 'undeclared_work',
    evidence: 'missing_declaration',
    severity: 'infringement',
    phenomenon: 'undeclared_work',
    legalBasis: DIMONA,
    sentence: {
      fr: '{count} {count|personne présente|personnes présentes} sur {base} sans Dimona ni Limosa un jour de présence (3 derniers mois).',
      nl: '{count} van de {base} aanwezige personen zonder Dimona of Limosa op de dag van aanwezigheid (laatste 3 maanden).',
      de: '{count} von {base} anwesenden Personen ohne Dimona oder Limosa am Tag der Anwesenheit (letzte 3 Monate).',
    },
  },
  {
    code: 'undeclared_share',
    evidence: 'missing_declaration',
    severity: 'infringement',
    phenomenon: 'undeclared_work',
    legalBasis: DIMONA,
    sentence: {
      fr: '{count} % des {base} présences sans Dimona ni Limosa.',
      nl: '{count} % van de {base} aanwezigheden zonder Dimona of Limosa.',
      de: '{count} % der {base} Anwesenheiten ohne Dimona oder Limosa.',
    },
  },
  {
    code: 'late_dimona',
    evidence: 'late_declaration',
    severity: 'indication',
    phenomenon: 'undeclared_work',
    legalBasis: DIMONA,
    sentence: {
      fr: '{count} présences sur {base} couvertes par une Dimona faite après le jour de travail.',
      nl: '{count} van de {base} aanwezigheden met een Dimona die pas na de werkdag werd gedaan.',
      de: '{count} von {base} Anwesenheiten mit einer erst nach dem Arbeitstag erstellten Dimona.',
    },
  },
  {
    code: 'other_employer',
    evidence: 'contradiction',
    severity: 'serious',
    legalBasis: LENDING,
    sentence: {
      fr: '{count} présences sur {base} de travailleurs déclarés par un autre employeur que celui qui les enregistre.',
      nl: '{count} van de {base} aanwezigheden van werknemers die een andere werkgever heeft aangegeven.',
      de: '{count} von {base} Anwesenheiten von Arbeitnehmern, die ein anderer Arbeitgeber gemeldet hat.',
    },
  },
  {
    code: 'posting_without_limosa',
    evidence: 'missing_declaration',
    severity: 'infringement',
    legalBasis: LIMOSA,
    sentence: {
      fr: '{count} {count|travailleur détaché présent|travailleurs détachés présents} sur {base} un jour sans déclaration Limosa valable.',
      nl: '{count} van de {base} aanwezige gedetacheerde werknemers op een dag zonder geldige Limosa-melding.',
      de: '{count} von {base} anwesenden entsandten Arbeitnehmern an einem Tag ohne gültige Limosa-Meldung.',
    },
  },
  {
    code: 'posting_share',
    evidence: 'missing_declaration',
    severity: 'infringement',
    legalBasis: LIMOSA,
    sentence: {
      fr: '{count} % des {base} présences de détachés hors de toute déclaration Limosa.',
      nl: '{count} % van de {base} aanwezigheden van gedetacheerden buiten elke Limosa-melding.',
      de: '{count} % der {base} Anwesenheiten Entsandter außerhalb jeder Limosa-Meldung.',
    },
  },
  {
    code: 'late_limosa',
    evidence: 'late_declaration',
    severity: 'indication',
    legalBasis: LIMOSA,
    sentence: {
      fr: '{count} présences de détachés sur {base} déclarées à Limosa après coup.',
      nl: '{count} van de {base} aanwezigheden van gedetacheerden pas achteraf aan Limosa gemeld.',
      de: '{count} von {base} Anwesenheiten Entsandter erst nachträglich bei Limosa gemeldet.',
    },
  },
  {
    code: 'unnotified_contractor',
    evidence: 'missing_declaration',
    severity: 'serious',
    legalBasis: LIMOSA,
    sentence: {
      fr: '{count} {count|entreprise étrangère à l’œuvre|entreprises étrangères à l’œuvre} sur {base} sans déclaration Limosa pour cette adresse.',
      nl: '{count} van de {base} buitenlandse ondernemingen aan het werk zonder Limosa-melding voor dit adres.',
      de: '{count} von {base} ausländischen Unternehmen ohne Limosa-Meldung für diese Adresse bei der Arbeit.',
    },
  },
  {
    code: 'posting_without_a1',
    evidence: 'missing_declaration',
    severity: 'serious',
    legalBasis: A1,
    sentence: {
      fr: '{count} détachements sur {base} à cette adresse sans document A1.',
      nl: '{count} van de {base} detacheringen op dit adres zonder A1-document.',
      de: '{count} von {base} Entsendungen an diese Adresse ohne A1-Bescheinigung.',
    },
  },
  {
    code: 'no_presence',
    evidence: 'missing_declaration',
    severity: 'infringement',
    legalBasis: CHECKIN,
    sentence: {
      fr: 'Enregistrement des présences obligatoire, mais aucune présence en {count} jours de travaux.',
      nl: 'Aanwezigheidsregistratie verplicht, maar geen enkele aanwezigheid in {count} dagen werken.',
      de: 'Anwesenheitsregistrierung Pflicht, aber keine einzige Anwesenheit in {count} Tagen Arbeiten.',
    },
  },
  {
    code: 'silent_contractor',
    evidence: 'missing_declaration',
    severity: 'serious',
    legalBasis: CHECKIN,
    sentence: {
      fr: '{count} {count|entreprise à l’œuvre n’enregistre|entreprises à l’œuvre n’enregistrent} aucune présence ({base} dans la chaîne).',
      nl: '{count} {count|onderneming aan het werk registreert|ondernemingen aan het werk registreren} geen enkele aanwezigheid ({base} in de keten).',
      de: '{count} {count|tätiges Unternehmen registriert|tätige Unternehmen registrieren} keine Anwesenheit ({base} in der Kette).',
    },
  },
  {
    code: 'unlisted_employer',
    evidence: 'contradiction',
    severity: 'serious',
    phenomenon: 'withholding_obligation',
    legalBasis: WORKS,
    sentence: {
      fr: '{count} {count|entreprise enregistre|entreprises enregistrent} des travailleurs sans figurer dans la déclaration de travaux ({base} présentes).',
      nl: '{count} {count|onderneming registreert|ondernemingen registreren} werknemers zonder in de aangifte van werken te staan ({base} aanwezig).',
      de: '{count} {count|Unternehmen registriert|Unternehmen registrieren} Arbeitnehmer, ohne in der Meldung der Arbeiten zu stehen ({base} anwesend).',
    },
  },
  {
    code: 'late_declaration',
    evidence: 'late_declaration',
    severity: 'infringement',
    phenomenon: 'withholding_obligation',
    legalBasis: WORKS,
    sentence: {
      fr: 'Travaux déclarés {count} {count|jour|jours} après leur début.',
      nl: 'Werken {count} {count|dag|dagen} na de aanvang aangegeven.',
      de: 'Arbeiten {count} {count|Tag|Tage} nach Beginn gemeldet.',
    },
  },
  {
    code: 'late_contract',
    evidence: 'late_declaration',
    severity: 'infringement',
    phenomenon: 'withholding_obligation',
    legalBasis: WORKS,
    sentence: {
      fr: '{count} sous-traitances sur {base} déclarées après le début de leurs travaux.',
      nl: '{count} van de {base} onderaannemingen aangegeven na de aanvang ervan.',
      de: '{count} von {base} Unteraufträgen nach Beginn ihrer Arbeiten gemeldet.',
    },
  },
  {
    code: 'long_chain',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Chaîne de sous-traitance à {count} niveaux.',
      nl: 'Keten van onderaanneming met {count} niveaus.',
      de: 'Unterauftragskette mit {count} Ebenen.',
    },
  },
  {
    code: 'foreign_chain',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIMOSA,
    sentence: {
      fr: '{count} % des {base} entreprises de la chaîne sont établies à l’étranger.',
      nl: '{count} % van de {base} ondernemingen in de keten zijn in het buitenland gevestigd.',
      de: '{count} % der {base} Unternehmen der Kette sind im Ausland ansässig.',
    },
  },
  {
    code: 'new_contractor',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: '{count} entreprises du chantier ont moins de 12 mois ({base} dans la chaîne).',
      nl: '{count} ondernemingen op de werf zijn jonger dan 12 maanden ({base} in de keten).',
      de: '{count} Unternehmen der Baustelle sind jünger als 12 Monate ({base} in der Kette).',
    },
  },
  {
    code: 'debtor_on_site',
    evidence: 'amount',
    severity: 'serious',
    phenomenon: 'payment_default',
    legalBasis: LIABILITY,
    sentence: {
      fr: '{count} {count|entreprise du chantier doit|entreprises du chantier doivent ensemble} {amount} de cotisations.',
      nl: '{count} {count|onderneming op de werf is|ondernemingen op de werf zijn samen} {amount} bijdragen verschuldigd.',
      de: '{count} {count|Unternehmen der Baustelle schuldet|Unternehmen der Baustelle schulden zusammen} {amount} an Beiträgen.',
    },
  },
  {
    code: 'withholding_missing',
    evidence: 'amount',
    severity: 'infringement',
    phenomenon: 'withholding_obligation',
    legalBasis: WITHHOLDING,
    sentence: {
      fr: '{count} {count|facture|factures} de sous-traitants débiteurs sans la retenue complète : il manque {amount}.',
      nl: '{count} {count|factuur|facturen} van onderaannemers met schulden zonder volledige inhouding: {amount} ontbreekt.',
      de: '{count} {count|Rechnung|Rechnungen} verschuldeter Subunternehmer ohne vollen Einbehalt: es fehlen {amount}.',
    },
  },
  {
    code: 'insolvent_on_site',
    evidence: 'structure',
    severity: 'serious',
    phenomenon: 'bankruptcy_carousel',
    legalBasis: INSOLVENCY,
    sentence: {
      fr: '{count} {count|entreprise|entreprises} en faillite ou en réorganisation judiciaire sur le chantier.',
      nl: '{count} {count|onderneming|ondernemingen} in faillissement of gerechtelijke reorganisatie op de werf.',
      de: '{count} {count|Unternehmen|Unternehmen} in Konkurs oder gerichtlicher Reorganisation auf der Baustelle.',
    },
  },
  {
    code: 'earlier_hit',
    evidence: 'history',
    severity: 'serious',
    legalBasis: INSPECTION,
    sentence: {
      fr: 'Infraction constatée lors de {count} {count|visite|visites} à cette adresse ({base} au total).',
      nl: 'Inbreuk vastgesteld bij {count} {count|bezoek|bezoeken} op dit adres ({base} in totaal).',
      de: 'Verstoß bei {count} {count|Besuch|Besuchen} an dieser Adresse festgestellt ({base} insgesamt).',
    },
  },
  {
    code: 'offending_contractor',
    evidence: 'history',
    severity: 'serious',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} {count|entreprise|entreprises} du chantier en infraction lors d’un contrôle des 24 derniers mois.',
      nl: '{count} {count|onderneming|ondernemingen} op de werf in overtreding bij een controle in de laatste 24 maanden.',
      de: '{count} {count|Unternehmen|Unternehmen} der Baustelle bei einer Kontrolle der letzten 24 Monate im Verstoß.',
    },
  },
  {
    code: 'chain_hit',
    evidence: 'history',
    severity: 'indication',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} des {base} contrôles d’autres chantiers où ces entreprises travaillaient ont constaté une infraction (24 mois).',
      nl: '{count} van de {base} controles op andere werven waar deze ondernemingen werkten, stelden een inbreuk vast (24 maanden).',
      de: '{count} von {base} Kontrollen anderer Baustellen, auf denen diese Unternehmen arbeiteten, stellten einen Verstoß fest (24 Monate).',
    },
  },
  {
    code: 'declarant_hit',
    evidence: 'history',
    severity: 'serious',
    legalBasis: INSPECTION,
    sentence: {
      fr: '{count} {count|infraction|infractions} en {base} contrôles d’autres chantiers du même déclarant (24 mois).',
      nl: '{count} {count|inbreuk|inbreuken} bij {base} controles van andere werven van dezelfde aangever (24 maanden).',
      de: '{count} {count|Verstoß|Verstöße} bei {base} Kontrollen anderer Baustellen desselben Melders (24 Monate).',
    },
  },
];
