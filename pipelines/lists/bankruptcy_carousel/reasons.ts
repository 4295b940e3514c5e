import type { Labels, Reason } from '../../../src/unit/index.ts';

/** Liability of directors of repeated bankruptcies for the contributions. */
export const LIABILITY: Labels = {
  fr: 'Code de droit économique, art. XX.225 et XX.226',
  nl: 'Wetboek van economisch recht, art. XX.225 en XX.226',
  de: 'Wirtschaftsgesetzbuch, Art. XX.225 und XX.226',
};
const TRANSFER: Labels = {
  fr: 'CCT n° 32bis ; Loi du 27 juin 1969, art. 41quinquies',
  nl: 'Cao nr. 32bis; Wet van 27 juni 1969, art. 41quinquies',
  de: 'KAA Nr. 32bis; Gesetz vom 27. Juni 1969, Art. 41quinquies',
};
const PAYMENT: Labels = {
  fr: 'Loi du 27 juin 1969, art. 23, 28 et 29',
  nl: 'Wet van 27 juni 1969, art. 23, 28 en 29',
  de: 'Gesetz vom 27. Juni 1969, Art. 23, 28 und 29',
};
const SEIZURE: Labels = {
  fr: 'Code judiciaire, art. 1413',
  nl: 'Gerechtelijk Wetboek, art. 1413',
  de: 'Gerichtsgesetzbuch, Art. 1413',
};

/** The sentences of the signs of a construction, then those of the rules of the employers in it. */
export const REASONS: readonly Reason[] = [
  {
    code: 'ends_in_debt',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: LIABILITY,
    sentence: {
      fr: '{count} des {base} employeurs de la construction ont fini avec des dettes : {amount} restent ouverts.',
      nl: '{count} van de {base} werkgevers van de constructie eindigden met schulden: {amount} blijft open.',
      de: '{count} der {base} Arbeitgeber der Konstruktion endeten mit Schulden: {amount} bleiben offen.',
    },
  },
  {
    code: 'single_end',
    evidence: 'amount',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Un employeur sur {base} a fini avec {amount} de dettes, un autre a continué.',
      nl: 'Eén werkgever op {base} eindigde met {amount} schulden, een andere ging verder.',
      de: 'Ein Arbeitgeber von {base} endete mit {amount} Schulden, ein anderer machte weiter.',
    },
  },
  {
    code: 'worker_ring',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Les mêmes groupes de travailleurs passent entre {count} {count|paire|paires} d’employeurs de courte durée : à voir aussi comme assujettissement fictif.',
      nl: 'Dezelfde groepen werknemers gaan over tussen {count} {count|paar|paren} kortstondige werkgevers: ook te bekijken als fictieve onderwerping.',
      de: 'Dieselben Gruppen von Arbeitnehmern wechseln zwischen {count} {count|Paar|Paaren} kurzlebiger Arbeitgeber: auch als Scheinbeschäftigung zu prüfen.',
    },
  },
  {
    code: 'long_chain',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'La chaîne compte {count} employeurs qui se suivent.',
      nl: 'De keten telt {count} werkgevers die elkaar opvolgen.',
      de: 'Die Kette zählt {count} aufeinanderfolgende Arbeitgeber.',
    },
  },
  {
    code: 'straw_director',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Direction changée dans les huit mois avant la fin chez {count} des {base} employeurs finis avec des dettes.',
      nl: 'Bestuur gewisseld in de acht maanden voor het einde bij {count} van de {base} met schulden geëindigde werkgevers.',
      de: 'Leitung in den acht Monaten vor dem Ende gewechselt bei {count} der {base} mit Schulden geendeten Arbeitgeber.',
    },
  },
  {
    code: 'ready_successor',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Le successeur était prêt avant la fin dans {count} des {base} passages.',
      nl: 'De opvolger stond klaar vóór het einde bij {count} van de {base} overgangen.',
      de: 'Der Nachfolger stand vor dem Ende bereit bei {count} der {base} Übergänge.',
    },
  },
  {
    code: 'staff_moved',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: TRANSFER,
    sentence: {
      fr: '{count} des {base} travailleurs sont passés au successeur.',
      nl: '{count} van de {base} werknemers gingen over naar de opvolger.',
      de: '{count} der {base} Arbeitnehmer gingen zum Nachfolger über.',
    },
  },
  {
    code: 'clean_side',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: '{count} {count|employeur plus ancien et sans faillite reste|employeurs plus anciens et sans faillite restent} à côté de la chaîne.',
      nl: '{count} {count|oudere werkgever zonder faillissement blijft|oudere werkgevers zonder faillissement blijven} naast de keten staan.',
      de: '{count} {count|älterer Arbeitgeber ohne Insolvenz bleibt|ältere Arbeitgeber ohne Insolvenz bleiben} neben der Kette bestehen.',
    },
  },
  {
    code: 'mandates_moved',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Un même mandataire des deux côtés de {count} des {base} passages.',
      nl: 'Dezelfde mandataris aan beide kanten van {count} van de {base} overgangen.',
      de: 'Derselbe Mandatsträger auf beiden Seiten von {count} der {base} Übergänge.',
    },
  },
  {
    code: 'seat_moved',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Même siège ou unité d’établissement dans {count} des {base} passages.',
      nl: 'Zelfde zetel of vestigingseenheid bij {count} van de {base} overgangen.',
      de: 'Gleicher Sitz oder gleiche Niederlassungseinheit bei {count} der {base} Übergänge.',
    },
  },
  {
    code: 'clients_moved',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: TRANSFER,
    sentence: {
      fr: 'Clients repris dans {count} des {base} passages.',
      nl: 'Klanten overgenomen bij {count} van de {base} overgangen.',
      de: 'Kunden übernommen bei {count} der {base} Übergänge.',
    },
  },
  {
    code: 'no_honest_course',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: TRANSFER,
    sentence: {
      fr: '{count} des {base} passages n’ont pas d’explication honnête connue : ni transfert déclaré, ni agence d’intérim, ni fin sans dette, ni simple mobilité, adresse ou client communs.',
      nl: '{count} van de {base} overgangen hebben geen bekende eerlijke verklaring: geen aangegeven overgang, uitzendkantoor of einde zonder schuld, en meer dan gewone mobiliteit, een gedeeld adres of een gedeelde klant.',
      de: '{count} der {base} Übergänge haben keine bekannte redliche Erklärung: kein gemeldeter Übergang, keine Zeitarbeit, kein Ende ohne Schulden, und mehr als gewöhnliche Mobilität, gemeinsame Adresse oder gemeinsamer Kunde.',
    },
  },
  {
    code: 'member',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Maillon {count} d’une construction qui a laissé {amount} de dettes (fins avec dettes : {base}).',
      nl: 'Schakel {count} van een constructie die {amount} schulden naliet (eindes met schulden: {base}).',
      de: 'Glied {count} einer Konstruktion, die {amount} Schulden hinterließ (Enden mit Schulden: {base}).',
    },
  },
  {
    code: 'took_over',
    evidence: 'structure',
    severity: 'serious',
    legalBasis: TRANSFER,
    sentence: {
      fr: 'A repris {count} des {base} travailleurs d’employeurs finis avec {amount} de dettes.',
      nl: 'Nam {count} van de {base} werknemers over van werkgevers die met {amount} schulden eindigden.',
      de: 'Hat {count} der {base} Arbeitnehmer von Arbeitgebern übernommen, die mit {amount} Schulden endeten.',
    },
  },
  {
    code: 'new_direction',
    evidence: 'structure',
    severity: 'indication',
    legalBasis: LIABILITY,
    sentence: {
      fr: 'Nouvelle direction depuis moins de huit mois.',
      nl: 'Nieuw bestuur sinds minder dan acht maanden.',
      de: 'Neue Leitung seit weniger als acht Monaten.',
    },
  },
  {
    code: 'unpaid',
    evidence: 'amount',
    severity: 'serious',
    legalBasis: PAYMENT,
    sentence: {
      fr: '{count} {count|trimestre ouvert|trimestres ouverts} après l’échéance légale : {amount}.',
      nl: '{count} {count|kwartaal|kwartalen} open na de wettelijke vervaldag: {amount}.',
      de: '{count} {count|Quartal|Quartale} nach der gesetzlichen Frist offen: {amount}.',
    },
  },
  {
    code: 'next_end',
    evidence: 'history',
    severity: 'indication',
    legalBasis: SEIZURE,
    sentence: {
      fr: 'Prochaine fin probable dans {count} jours (vie moyenne des précédents : {base} jours) ; jusque-là une saisie conservatoire a du sens, {amount} ouverts.',
      nl: 'Volgend einde waarschijnlijk over {count} dagen (gemiddelde levensduur van de vorige: {base} dagen); tot dan heeft bewarend beslag zin, {amount} open.',
      de: 'Nächstes Ende wahrscheinlich in {count} Tagen (mittlere Lebensdauer der vorigen: {base} Tage); bis dahin hat ein Sicherungsarrest Sinn, {amount} offen.',
    },
  },
  {
    code: 'end_overdue',
    evidence: 'history',
    severity: 'serious',
    legalBasis: SEIZURE,
    sentence: {
      fr: 'La vie moyenne des précédents ({base} jours) est dépassée de {count} jours : saisie conservatoire sans délai, {amount} ouverts.',
      nl: 'De gemiddelde levensduur van de vorige ({base} dagen) is met {count} dagen overschreden: bewarend beslag zonder uitstel, {amount} open.',
      de: 'Die mittlere Lebensdauer der vorigen ({base} Tage) ist um {count} Tage überschritten: Sicherungsarrest ohne Aufschub, {amount} offen.',
    },
  },
];
