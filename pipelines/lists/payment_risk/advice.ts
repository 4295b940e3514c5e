import type { Labels } from '../../../src/unit/index.ts';

/** What each quadrant of the two payment models means; the able and willing need no word. */
export const QUADRANTS: Readonly<Record<string, Labels | null>> = {
  able_willing: null,
  able_unwilling: {
    fr: 'Peut payer, mais laissera sans doute des trimestres ouverts.',
    nl: 'Kan betalen, maar laat wellicht kwartalen openstaan.',
    de: 'Kann zahlen, lässt aber wohl Quartale offen.',
  },
  unable_willing: {
    fr: 'Veut payer, mais ne le pourra sans doute plus dans l’année.',
    nl: 'Wil betalen, maar kan dat wellicht binnen het jaar niet meer.',
    de: 'Will zahlen, kann es aber wohl binnen eines Jahres nicht mehr.',
  },
  unable_unwilling: {
    fr: 'Laissera sans doute des trimestres ouverts et ne pourra plus payer dans l’année.',
    nl: 'Laat wellicht kwartalen openstaan en kan binnen het jaar niet meer betalen.',
    de: 'Lässt wohl Quartale offen und kann binnen eines Jahres nicht mehr zahlen.',
  },
};

const step = (fr: string, nl: string, de: string): Labels => ({
  fr: `Étape à envisager, au choix d’une personne : ${fr}.`,
  nl: `Te overwegen stap, een persoon beslist: ${nl}.`,
  de: `Zu erwägender Schritt, ein Mensch entscheidet: ${de}.`,
});

/** The step of recovery that fits both models and what was done so far. */
export const STEPS: Readonly<Record<string, Labels | null>> = {
  none: null,
  reminder: step('rappel', 'aanmaning', 'Mahnung'),
  plan: step(
    'plan de paiement, après examen de la situation',
    'afbetalingsplan, na onderzoek van de toestand',
    'Zahlungsplan, nach Prüfung der Lage',
  ),
  writ: step('contrainte ou citation', 'dwangbevel of dagvaarding', 'Zwangsbefehl oder Ladung'),
  seizure: step('saisie', 'beslag', 'Pfändung'),
  third_party_seizure: step('saisie chez des tiers', 'derdenbeslag', 'Drittpfändung'),
  personal_liability: step(
    'examen de la responsabilité personnelle des administrateurs',
    'onderzoek van de persoonlijke aansprakelijkheid van de bestuurders',
    'Prüfung der persönlichen Haftung der Verwalter',
  ),
  bankruptcy_petition: step(
    'examen d’une citation en faillite',
    'onderzoek van een dagvaarding in faillissement',
    'Prüfung eines Konkursantrags',
  ),
};
