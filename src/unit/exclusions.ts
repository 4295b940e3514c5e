import type { CodeLabels } from './codification.ts';

/** Nobody can be sent to a place whose district is not known. */
export const NO_DISTRICT: CodeLabels = {
  fr: 'le code postal du lieu à visiter est inconnu : aucun arrondissement ne peut s’y rendre',
  nl: 'de postcode van de te bezoeken plaats is onbekend: geen enkel arrondissement kan er langsgaan',
  de: 'die Postleitzahl des zu besuchenden Ortes ist unbekannt: kein Bezirk kann hinfahren',
  en: 'the postal code of the place to visit is unknown, so no district can visit it',
};

/** What an insolvent employer owes is claimed in its proceedings. */
export const INSOLVENT: CodeLabels = {
  fr: 'une faillite ou une réorganisation judiciaire est ouverte : le recouvrement passe par elle',
  nl: 'een faillissement of een gerechtelijke reorganisatie loopt: de invordering verloopt daarlangs',
  de: 'ein Konkurs oder eine gerichtliche Reorganisation läuft: die Beitreibung geschieht dort',
  en: 'a bankruptcy or judicial reorganisation is open: recovery goes through it',
};
