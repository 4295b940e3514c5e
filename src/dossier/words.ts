import { html, type Content, type Markup } from '../html/index.ts';
import { LANGUAGES, type Labels } from '../unit/index.ts';

/** Returns a text in all languages; the page shows the one that its reader chose. */
export function said(labels: Labels): Markup {
  return html`${LANGUAGES.map((language) => html`<span class="t" lang="${language}">${labels[language]}</span>`)}`;
}

/** Returns a table whose head stands in all languages. */
export function spokenTable(
  name: Labels,
  head: readonly Labels[],
  rows: readonly (readonly Content[])[],
): Markup {
  const lines = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`);
  return html`<div class="scroll" tabindex="0"><table><caption>${said(name)} (${rows.length})</caption>
<thead><tr>${head.map((labels) => html`<th scope="col">${said(labels)}</th>`)}</tr></thead>
<tbody>
${lines}</tbody></table></div>`;
}

/** The words of the page. */
export const WORDS = {
  dossier: { fr: 'Dossier de réseau', nl: 'Netwerkdossier', de: 'Netzwerkakte' },
  asOf: { fr: 'Situation au', nl: 'Toestand op', de: 'Stand am' },
  network: { fr: 'Réseau', nl: 'Netwerk', de: 'Netzwerk' },
  drawing: {
    fr: 'Dessin du réseau. Flèches : déplacer ; plus et moins : agrandir et réduire.',
    nl: 'Tekening van het netwerk. Pijlen: verschuiven; plus en min: vergroten en verkleinen.',
    de: 'Zeichnung des Netzwerks. Pfeile: verschieben; plus und minus: vergrößern und verkleinern.',
  },
  until: { fr: 'Liens jusqu’au', nl: 'Banden tot', de: 'Verbindungen bis' },
  search: { fr: 'Chercher un nœud', nl: 'Een knoop zoeken', de: 'Einen Knoten suchen' },
  nodes: { fr: 'Nœuds', nl: 'Knopen', de: 'Knoten' },
  choose: {
    fr: 'Choisissez un nœud dans le dessin ou dans la liste.',
    nl: 'Kies een knoop in de tekening of in de lijst.',
    de: 'Wählen Sie einen Knoten in der Zeichnung oder in der Liste.',
  },
  employers: { fr: 'Employeurs', nl: 'Werkgevers', de: 'Arbeitgeber' },
  employer: { fr: 'Employeur', nl: 'Werkgever', de: 'Arbeitgeber' },
  ties: { fr: 'Liens', nl: 'Banden', de: 'Verbindungen' },
  type: { fr: 'Lien', nl: 'Band', de: 'Verbindung' },
  resource: { fr: 'Ressource commune', nl: 'Gedeelde bron', de: 'Gemeinsame Ressource' },
  begin: { fr: 'Début', nl: 'Begin', de: 'Beginn' },
  end: { fr: 'Fin', nl: 'Einde', de: 'Ende' },
  proofs: { fr: 'Lignes sources', nl: 'Bronrijen', de: 'Quellzeilen' },
  source: { fr: 'Source', nl: 'Bron', de: 'Quelle' },
  file: { fr: 'Fichier', nl: 'Bestand', de: 'Datei' },
  content: { fr: 'Contenu de la ligne', nl: 'Inhoud van de rij', de: 'Inhalt der Zeile' },
  facts: { fr: 'Faits', nl: 'Feiten', de: 'Tatsachen' },
  timeline: { fr: 'Chronologie', nl: 'Tijdlijn', de: 'Zeitleiste' },
  day: { fr: 'Date', nl: 'Datum', de: 'Datum' },
  event: { fr: 'Événement', nl: 'Gebeurtenis', de: 'Ereignis' },
  succession: { fr: 'Succession', nl: 'Opvolging', de: 'Nachfolge' },
  construction: { fr: 'Construction', nl: 'Constructie', de: 'Konstruktion' },
  number: { fr: 'Numéro', nl: 'Nummer', de: 'Nummer' },
  leftOut: {
    fr: 'Non dessinés, pour rester lisible',
    nl: 'Niet getekend, om leesbaar te blijven',
    de: 'Der Lesbarkeit halber nicht gezeichnet',
  },
  pseudonyms: {
    fr: 'Les personnes et les entreprises figurent sous leur pseudonyme ou leur numéro ; aucun nom n’a été lu.',
    nl: 'Personen en ondernemingen staan onder hun pseudoniem of nummer; er werd geen naam gelezen.',
    de: 'Personen und Unternehmen stehen unter ihrem Pseudonym oder ihrer Nummer; kein Name wurde gelesen.',
  },
  clear: {
    fr: 'Contient des noms et des numéros nationaux. Finalité et base légale :',
    nl: 'Bevat namen en rijksregisternummers. Doel en wettelijke basis:',
    de: 'Enthält Namen und Nationalregisternummern. Zweck und Rechtsgrundlage:',
  },
  caution: {
    fr: 'Un lien est un indice, pas une preuve d’infraction. Chaque lien renvoie aux lignes reçues qui l’établissent, telles qu’elles sont conservées aujourd’hui.',
    nl: 'Een band is een aanwijzing, geen bewijs van een inbreuk. Elke band verwijst naar de ontvangen rijen die hem aantonen, zoals ze vandaag bewaard zijn.',
    de: 'Eine Verbindung ist ein Indiz, kein Beweis eines Verstoßes. Jede Verbindung verweist auf die erhaltenen Zeilen, die sie belegen, wie sie heute vorliegen.',
  },
  fallback: {
    fr: 'Sans carte graphique, le dessin est fixe.',
    nl: 'Zonder grafische kaart staat de tekening vast.',
    de: 'Ohne Grafikkarte ist die Zeichnung fest.',
  },
  moving: { fr: 'Dessin mobile', nl: 'Beweeglijke tekening', de: 'Bewegliche Zeichnung' },
} as const satisfies Readonly<Record<string, Labels>>;
