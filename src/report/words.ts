/** The languages of the report. */
export const REPORT_LANGUAGES = ['fr', 'nl', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** Every word of the report, in the order fr, nl, en; what ranks a list stands by its code. */
const TEXTS = {
  language: ['Français', 'Nederlands', 'English'],
  title: ['Rapport de traitement', 'Verwerkingsverslag', 'Run report'],
  asOf: ['Situation au', 'Toestand op', 'As of'],
  quarter: ['dernier trimestre complet', 'laatste volledige kwartaal', 'last full quarter'],
  loads: ['Fichiers et lignes reçus', 'Ontvangen bestanden en rijen', 'Files and rows received'],
  source: ['Source', 'Bron', 'Source'],
  files: ['Fichiers', 'Bestanden', 'Files'],
  refused: ['Fichiers refusés', 'Geweigerde bestanden', 'Files refused'],
  read: ['Lignes lues', 'Gelezen rijen', 'Rows read'],
  staged: ['Retenues', 'Opgenomen', 'Staged'],
  rejected: ['Écartées', 'Geweigerd', 'Rejected'],
  notDelivered: ['Sources non livrées', 'Niet geleverde bronnen', 'Sources not delivered'],
  none: ['aucune', 'geen', 'none'],
  warnings: [
    'Points d’attention des contrôles',
    'Aandachtspunten van de controles',
    'Warnings of the checks',
  ],
  warning: ['Constat', 'Vaststelling', 'Finding'],
  count: ['Nombre', 'Aantal', 'Count'],
  lists: ['Listes', 'Lijsten', 'Lists'],
  district: ['Arrondissement judiciaire', 'Gerechtelijk arrondissement', 'Judicial district'],
  eligible: ['Candidats', 'Kandidaten', 'Eligible'],
  chosen: ['Retenus', 'Gekozen', 'Chosen'],
  excluded: ['Exclus', 'Uitgesloten', 'Excluded'],
  mapAlt: [
    'Carte en tuiles : cibles par arrondissement judiciaire',
    'Tegelkaart: doelen per gerechtelijk arrondissement',
    'Tile map: targets per judicial district',
  ],
  exclusions: ['Exclusions, par motif', 'Uitsluitingen, per reden', 'Exclusions, by reason'],
  reason: ['Motif', 'Reden', 'Reason'],
  unknown: ['inconnu', 'onbekend', 'unknown'],
  changes: ['Depuis la liste précédente', 'Sinds de vorige lijst', 'Since the previous list'],
  noPrevious: ['Aucune liste précédente.', 'Geen vorige lijst.', 'No previous list.'],
  added: ['nouvelles cibles', 'nieuwe doelen', 'new targets'],
  kept: ['déjà présentes', 'al aanwezig', 'kept'],
  gone: ['sorties de la liste', 'van de lijst verdwenen', 'gone'],
  hitRates: ['Résultats des visites', 'Resultaten van de bezoeken', 'Results of the visits'],
  noResults: [
    'Aucune liste émise avant cette date n’a de résultat connu.',
    'Geen enkele lijst van vóór deze datum heeft een bekend resultaat.',
    'No list issued before this day has a known result.',
  ],
  group: ['Liste ou mois', 'Lijst of maand', 'List or month'],
  issued: ['Émises', 'Uitgegeven', 'Issued'],
  hits: ['Infractions', 'Inbreuken', 'Infringements'],
  clear: ['Sans infraction', 'Zonder inbreuk', 'None found'],
  pending: ['En attente', 'In afwachting', 'Pending'],
  rate: ['Taux de réussite', 'Trefkans', 'Hit rate'],
  interval: ['Intervalle à 95 %', '95 %-interval', '95 % interval'],
  random: ['Bras aléatoire', 'Steekproef', 'Random arm'],
  euro: ['Régularisé (EUR)', 'Geregulariseerd (EUR)', 'Regularised (EUR)'],
  rateAlt: [
    'Taux de réussite par liste et par mois, avec intervalle à 95 %',
    'Trefkans per lijst en per maand, met 95 %-interval',
    'Hit rate by list and by month, with its 95 % interval',
  ],
  rankedBy: ['Classée par', 'Gerangschikt door', 'Ranked by'],
  model: ['le modèle', 'het model', 'the model'],
  points_and_model: [
    'les points, commentés par le modèle',
    'de punten, toegelicht door het model',
    'the points, with the words of the model',
  ],
  points: ['les points', 'de punten', 'the points'],
  points_not_fitted: [
    'les points : aucun modèle n’a été ajusté',
    'de punten: er werd geen model geschat',
    'the points: no model was fitted',
  ],
  points_stopped: [
    'les points : un garde-fou arrête le modèle',
    'de punten: een bewaking stopt het model',
    'the points: a guard stops the model',
  ],
  stops: ['garde-fous qui disent stop', 'bewakingen die stop zeggen', 'guards that say stop'],
  withheld: ['liste retenue', 'lijst ingehouden', 'list withheld'],
  withheldWhy: [
    'Cette liste est construite sur les scores d’un modèle et n’est pas publiée.',
    'Deze lijst is gebouwd op de scores van een model en wordt niet gepubliceerd.',
    'This list is built from the scores of a model and is not published.',
  ],
  guards: [
    'Garde-fous des modèles qui disent stop',
    'Bewakingen van modellen die stop zeggen',
    'Guards of models that say stop',
  ],
  list: ['Liste', 'Lijst', 'List'],
  modelName: ['Modèle', 'Model', 'Model'],
  guard: ['Garde-fou', 'Bewaking', 'Guard'],
  value: ['Valeur', 'Waarde', 'Value'],
  limit: ['Limite', 'Grens', 'Limit'],
  proposal: [
    'Une liste est une proposition à un inspecteur ; elle ne décide rien au sujet d’une personne.',
    'Een lijst is een voorstel aan een inspecteur; zij beslist niets over een persoon.',
    'A list is a proposal to an inspector; it decides nothing about a person.',
  ],
} as const;

export type Word = keyof typeof TEXTS;

/** Returns a word of the report in one language. */
export function word(name: Word, language: ReportLanguage): string {
  return TEXTS[name][REPORT_LANGUAGES.indexOf(language)] as string;
}
