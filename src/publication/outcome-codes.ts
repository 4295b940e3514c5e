import type { Labels } from '../unit/index.ts';

/** What a visit can end in, with its words in the drop-downs of inspectors' files. */
export const OUTCOMES = {
  hit: { fr: 'Infraction', nl: 'Inbreuk', de: 'Verstoß', en: 'Infringement' },
  no_infringement: {
    fr: 'Pas d’infraction',
    nl: 'Geen inbreuk',
    de: 'Kein Verstoß',
    en: 'No infringement',
  },
  closed: {
    fr: 'Fermé ou terminé',
    nl: 'Gesloten of beëindigd',
    de: 'Geschlossen oder beendet',
    en: 'Closed or ended',
  },
  not_found: { fr: 'Introuvable', nl: 'Niet gevonden', de: 'Nicht gefunden', en: 'Not found' },
  already_treated: {
    fr: 'Déjà traité par un service',
    nl: 'Al behandeld door een dienst',
    de: 'Bereits von einem Dienst behandelt',
    en: 'Already treated by a service',
  },
  refused: { fr: 'Visite refusée', nl: 'Bezoek geweigerd', de: 'Besuch verweigert', en: 'Visit refused' },
} as const satisfies Readonly<Record<string, Labels & { readonly en: string }>>;

export type OutcomeCode = keyof typeof OUTCOMES;
export const OUTCOME_CODES = Object.keys(OUTCOMES) as OutcomeCode[];
