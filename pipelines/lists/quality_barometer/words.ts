import type { Grade, Sentences } from '../../../src/barometer/index.ts';

const say = (fr: string, nl: string, de: string, en: string): Sentences => ({ fr, nl, de, en });

/** The names of the grades. */
export const GRADE_LABELS: Readonly<Record<Grade, Sentences>> = {
  good: say('bon', 'goed', 'gut', 'good'),
  less_good: say('moins bon', 'minder goed', 'weniger gut', 'less good'),
  bad: say('mauvais', 'slecht', 'schlecht', 'bad'),
};

/** The words of the pages. */
export const WORDS = {
  title: say('Baromètre de qualité', 'Kwaliteitsbarometer', 'Qualitätsbarometer', 'Quality barometer'),
  ranking: say(
    'Classement des prestataires de services',
    'Rangschikking van de dienstverrichters',
    'Rangliste der Dienstleister',
    'Ranking of service providers',
  ),
  asOf: say('Situation au', 'Toestand op', 'Stand am', 'As of'),
  cycle: say(
    'cycle de huit trimestres jusqu’au',
    'cyclus van acht kwartalen tot en met',
    'Zyklus von acht Quartalen bis',
    'cycle of eight quarters up to',
  ),
  clients: say('clients', 'klanten', 'Kunden', 'clients'),
  place: say('place', 'plaats', 'Platz', 'place'),
  of: say('sur', 'van', 'von', 'of'),
  provider: say('Prestataire', 'Dienstverrichter', 'Dienstleister', 'Provider'),
  kind: say('Sélection', 'Selectie', 'Auswahl', 'Selection'),
  domain: say('Domaine', 'Domein', 'Bereich', 'Domain'),
  grade: say('Résultat', 'Resultaat', 'Ergebnis', 'Grade'),
  certainty: say('Probabilité', 'Waarschijnlijkheid', 'Wahrscheinlichkeit', 'Probability'),
  index: say('Indice', 'Index', 'Index', 'Index'),
  interval: say('Intervalle à 95 %', '95 %-interval', '95 %-Intervall', '95 % interval'),
  progress: say(
    'Depuis le cycle précédent',
    'Sinds de vorige cyclus',
    'Seit dem vorigen Zyklus',
    'Since the last cycle',
  ),
  noProgress: say('pas de cycle précédent', 'geen vorige cyclus', 'kein voriger Zyklus', 'no last cycle'),
  better: say('mieux', 'beter', 'besser', 'better'),
  worse: say('moins bien', 'minder goed', 'schlechter', 'worse'),
  stable: say('stable', 'stabiel', 'stabil', 'stable'),
  chart: say(
    'Indice par domaine avec son intervalle : 1 est le prestataire moyen, plus à gauche est mieux',
    'Index per domein met interval: 1 is de gemiddelde dienstverrichter, meer naar links is beter',
    'Index je Bereich mit Intervall: 1 ist der durchschnittliche Dienstleister, weiter links ist besser',
    'Index by domain with its interval: 1 is the average provider, further left is better',
  ),
  firstToCorrect: say(
    'À corriger en premier lieu',
    'Eerst te verbeteren',
    'Zuerst zu berichtigen',
    'To correct first',
  ),
  gain: say('Gain possible', 'Mogelijke winst', 'Möglicher Gewinn', 'Possible gain'),
  gainNote: say(
    'De combien l’indice du domaine baisserait au niveau du prestataire moyen.',
    'Hoeveel de index van het domein zou dalen op het niveau van de gemiddelde dienstverrichter.',
    'Um wie viel der Index des Bereichs auf dem Niveau des durchschnittlichen Dienstleisters sänke.',
    'By how much the index of the domain would fall at the level of the average provider.',
  ),
  nothingToGain: say(
    'Aucun indicateur n’est moins bon que chez le prestataire moyen.',
    'Geen enkele indicator is minder goed dan bij de gemiddelde dienstverrichter.',
    'Kein Indikator ist schlechter als beim durchschnittlichen Dienstleister.',
    'No indicator is worse than with the average provider.',
  ),
  employers: say(
    'Employeurs avec anomalies ouvertes',
    'Werkgevers met open anomalieën',
    'Arbeitgeber mit offenen Anomalien',
    'Employers with open anomalies',
  ),
  noEmployers: say(
    'Aucune anomalie ouverte.',
    'Geen open anomalieën.',
    'Keine offenen Anomalien.',
    'No open anomalies.',
  ),
  shown: say(
    'premières lignes ; toutes figurent dans correction.csv',
    'eerste regels; alle staan in correction.csv',
    'erste Zeilen; alle stehen in correction.csv',
    'first lines; all are in correction.csv',
  ),
  employer: say('Employeur', 'Werkgever', 'Arbeitgeber', 'Employer'),
  matricule: say('Matricule ONSS', 'RSZ-nummer', 'LSS-Nummer', 'NSSO number'),
  quarter: say('Trimestre', 'Kwartaal', 'Quartal', 'Quarter'),
  anomaly: say('Anomalie', 'Anomalie', 'Anomalie', 'Anomaly'),
  class: say('Classe', 'Klasse', 'Klasse', 'Class'),
  workers: say('Travailleurs', 'Werknemers', 'Arbeitnehmer', 'Workers'),
  since: say('Depuis le', 'Sinds', 'Seit', 'Since'),
  indicators: say('Tous les indicateurs', 'Alle indicatoren', 'Alle Indikatoren', 'All indicators'),
  indicator: say('Indicateur', 'Indicator', 'Indikator', 'Indicator'),
  counts: say(
    'Manquements / occasions',
    'Tekortkomingen / gevallen',
    'Mängel / Fälle',
    'Failures / opportunities',
  ),
  raw: say('Taux brut', 'Bruto ratio', 'Rohe Quote', 'Raw rate'),
  adjusted: say('À clientèle égale', 'Bij gelijke klanten', 'Bei gleichen Kunden', 'With equal clients'),
  average: say('Moyenne', 'Gemiddelde', 'Durchschnitt', 'Average'),
  outside: say('hors hasard', 'buiten toeval', 'außerhalb des Zufalls', 'beyond chance'),
  largest: say('Plus gros client', 'Grootste klant', 'Größter Kunde', 'Largest client'),
  capped: say('plafonné', 'begrensd', 'begrenzt', 'capped'),
  method: say(
    'Un résultat n’est « mauvais » que s’il est hors des limites du hasard et si le vrai indice dépasse 1,5 avec 95 % de probabilité. Les taux des petits prestataires sont ramenés vers la moyenne. Un seul client compte pour un cinquième des manquements au plus, à partir de dix.',
    'Een resultaat is alleen “slecht” als het buiten de toevalsgrenzen ligt en de ware index met 95 % waarschijnlijkheid boven 1,5 ligt. Ratio’s van kleine dienstverrichters worden naar het gemiddelde gebracht. Eén klant telt voor hoogstens een vijfde van de tekortkomingen, vanaf tien.',
    'Ein Ergebnis ist nur „schlecht“, wenn es außerhalb der Zufallsgrenzen liegt und der wahre Index mit 95 % Wahrscheinlichkeit über 1,5 liegt. Quoten kleiner Dienstleister werden zum Durchschnitt gezogen. Ein Kunde zählt ab zehn für höchstens ein Fünftel der Mängel.',
    'A grade is “bad” only beyond the limits of chance and when the true index exceeds 1.5 with 95 % probability. Rates of small providers are drawn to the average. One client counts for a fifth of the failures at most, from ten on.',
  ),
  senders: say(
    'Expéditeurs selon la sélection',
    'Verzenders volgens selectie',
    'Absender nach Auswahl',
    'Senders by selection',
  ),
  count: say('Nombre', 'Aantal', 'Anzahl', 'Count'),
} as const;
export type Word = keyof typeof WORDS;

/** Why a sender is judged or not. */
export const SELECTION_LABELS: Readonly<Record<string, Sentences>> = {
  recognised: say(
    'secrétariat social agréé',
    'erkend sociaal secretariaat',
    'anerkanntes Sozialsekretariat',
    'recognised social secretariat',
  ),
  several_employers: say(
    'envoie pour cinq entreprises ou plus',
    'verzendt voor vijf ondernemingen of meer',
    'sendet für fünf Unternehmen oder mehr',
    'sends for five enterprises or more',
  ),
  few_employers: say(
    'envoie pour deux à quatre entreprises : non évalué',
    'verzendt voor twee tot vier ondernemingen: niet beoordeeld',
    'sendet für zwei bis vier Unternehmen: nicht bewertet',
    'sends for two to four enterprises: not judged',
  ),
  one_employer: say(
    'envoie pour une entreprise : non évalué',
    'verzendt voor één onderneming: niet beoordeeld',
    'sendet für ein Unternehmen: nicht bewertet',
    'sends for one enterprise: not judged',
  ),
};
