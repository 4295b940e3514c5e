import type { Labels, Reason } from '../../../src/unit/index.ts';

const PAYMENT: Labels = {
  fr: 'Loi du 27 juin 1969, art. 23, 28 et 29',
  nl: 'Wet van 27 juni 1969, art. 23, 28 en 29',
  de: 'Gesetz vom 27. Juni 1969, Art. 23, 28 und 29',
};
export const RECOVERY: Labels = {
  fr: 'Loi du 27 juin 1969, art. 40 à 41ter',
  nl: 'Wet van 27 juni 1969, art. 40 tot 41ter',
  de: 'Gesetz vom 27. Juni 1969, Art. 40 bis 41ter',
};
const PLAN: Labels = {
  fr: 'Loi du 27 juin 1969, art. 40bis',
  nl: 'Wet van 27 juni 1969, art. 40bis',
  de: 'Gesetz vom 27. Juni 1969, Art. 40bis',
};

/** The sentences of the rules of `payment_risk_reason.sql`: what was counted, out of how many, for how much. */
export const REASONS: readonly Reason[] = [
  {
    code: 'unpaid_able',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: PAYMENT,
    sentence: {
      fr: 'Activité stable, mais {count} trimestres sur {base} impayés sans plan suivi : {amount} ouverts.',
      nl: 'Stabiele activiteit, maar {count} van de {base} kwartalen onbetaald zonder gevolgd plan: {amount} open.',
      de: 'Stabile Tätigkeit, aber {count} von {base} Quartalen unbezahlt ohne eingehaltenen Plan: {amount} offen.',
    },
  },
  {
    code: 'unpaid_quarters',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: PAYMENT,
    sentence: {
      fr: '{count} {count|trimestre impayé|trimestres impayés} après l’échéance légale, sans plan suivi.',
      nl: '{count} {count|onbetaald kwartaal|onbetaalde kwartalen} na de wettelijke vervaldag, zonder gevolgd plan.',
      de: '{count} {count|unbezahltes Quartal|unbezahlte Quartale} nach der gesetzlichen Frist, ohne eingehaltenen Plan.',
    },
  },
  {
    code: 'part_payments',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: PAYMENT,
    sentence: {
      fr: '{count} des 8 derniers trimestres payés en partie à l’échéance, sans plan demandé.',
      nl: '{count} van de laatste 8 kwartalen deels betaald op de vervaldag, zonder gevraagd plan.',
      de: '{count} der letzten 8 Quartale zur Fälligkeit nur teilweise bezahlt, ohne beantragten Plan.',
    },
  },
  {
    code: 'steps_without_effect',
    evidence: 'history',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: '{count} mesures de recouvrement en 12 mois ; il reste {amount} ouverts.',
      nl: '{count} invorderingsstappen in 12 maanden; er blijft {amount} open.',
      de: '{count} Beitreibungsschritte in 12 Monaten; {amount} sind noch offen.',
    },
  },
  {
    code: 'broken_plan',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: PLAN,
    sentence: {
      fr: 'Plan de paiement non respecté pour {count} {count|trimestre|trimestres}.',
      nl: 'Afbetalingsplan niet nageleefd voor {count} {count|kwartaal|kwartalen}.',
      de: 'Zahlungsplan für {count} {count|Quartal|Quartale} nicht eingehalten.',
    },
  },
  {
    code: 'fading',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: PAYMENT,
    sentence: {
      fr: 'Les cotisations dues ont baissé de {count} % en un an : l’employeur ne peut peut-être pas payer.',
      nl: 'De verschuldigde bijdragen daalden met {count} % in een jaar: de werkgever kan misschien niet betalen.',
      de: 'Die geschuldeten Beiträge sanken um {count} % in einem Jahr: der Arbeitgeber kann vielleicht nicht zahlen.',
    },
  },
  {
    code: 'advice_reminder',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : rappel ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: aanmaning ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Mahnung ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_payment_plan',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: PLAN,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : plan de paiement, après examen de la situation ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: afbetalingsplan, na onderzoek van de toestand ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Zahlungsplan, nach Prüfung der Lage ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_writ',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : contrainte ou citation ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: dwangbevel of dagvaarding ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Zwangsbefehl oder Ladung ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_seizure',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : saisie ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: beslag ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Pfändung ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_third_party_seizure',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : saisie chez des tiers ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: derdenbeslag ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Drittpfändung ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_personal_liability',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : examen de la responsabilité personnelle des administrateurs ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: onderzoek van de persoonlijke aansprakelijkheid van de bestuurders ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Prüfung der persönlichen Haftung der Verwalter ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
  {
    code: 'advice_bankruptcy_petition',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: RECOVERY,
    sentence: {
      fr: 'Étape à envisager, au choix d’une personne : examen d’une citation en faillite ({amount} ouverts, {count} {count|trimestre|trimestres}).',
      nl: 'Te overwegen stap, een persoon beslist: onderzoek van een dagvaarding in faillissement ({amount} open, {count} {count|kwartaal|kwartalen}).',
      de: 'Zu erwägender Schritt, ein Mensch entscheidet: Prüfung eines Konkursantrags ({amount} offen, {count} {count|Quartal|Quartale}).',
    },
  },
];
