import type { CodeLabels } from '../../../src/unit/index.ts';

/** Returns one text in the four languages. */
export const text = (fr: string, nl: string, de: string, en: string): CodeLabels => ({ fr, nl, de, en });

/** The laws that the cross-checks touch. */
export const DIMONA = text(
  'AR du 5 novembre 2002, art. 4 ; Code pénal social, art. 181',
  'KB van 5 november 2002, art. 4; Sociaal Strafwetboek, art. 181',
  'KE vom 5. November 2002, Art. 4; Sozialstrafgesetzbuch, Art. 181',
  'Royal decree of 5 November 2002, art. 4; Social Criminal Code, art. 181',
);
export const DMFA = text(
  'Loi du 27 juin 1969, art. 21 et 22 ; Code pénal social, art. 223',
  'Wet van 27 juni 1969, art. 21 en 22; Sociaal Strafwetboek, art. 223',
  'Gesetz vom 27. Juni 1969, Art. 21 und 22; Sozialstrafgesetzbuch, Art. 223',
  'Law of 27 June 1969, art. 21 and 22; Social Criminal Code, art. 223',
);
export const UNEMPLOYMENT = text(
  'AR du 25 novembre 1991, art. 44, 45 et 71 ; Code pénal social, art. 175 et 233',
  'KB van 25 november 1991, art. 44, 45 en 71; Sociaal Strafwetboek, art. 175 en 233',
  'KE vom 25. November 1991, Art. 44, 45 und 71; Sozialstrafgesetzbuch, Art. 175 und 233',
  'Royal decree of 25 November 1991, art. 44, 45 and 71; Social Criminal Code, art. 175 and 233',
);
export const INCAPACITY = text(
  'Loi coordonnée du 14 juillet 1994, art. 100 ; Code pénal social, art. 233',
  'Gecoördineerde wet van 14 juli 1994, art. 100; Sociaal Strafwetboek, art. 233',
  'Koordiniertes Gesetz vom 14. Juli 1994, Art. 100; Sozialstrafgesetzbuch, Art. 233',
  'Coordinated law of 14 July 1994, art. 100; Social Criminal Code, art. 233',
);
export const PART_TIME = text(
  'Loi-programme du 22 décembre 1989, art. 157 à 171 ; loi du 27 juin 1969, art. 22ter',
  'Programmawet van 22 december 1989, art. 157 tot 171; wet van 27 juni 1969, art. 22ter',
  'Programmgesetz vom 22. Dezember 1989, Art. 157 bis 171; Gesetz vom 27. Juni 1969, Art. 22ter',
  'Programme law of 22 December 1989, art. 157 to 171; law of 27 June 1969, art. 22ter',
);
export const STUDENT = text(
  'AR du 28 novembre 1969, art. 17bis',
  'KB van 28 november 1969, art. 17bis',
  'KE vom 28. November 1969, Art. 17bis',
  'Royal decree of 28 November 1969, art. 17bis',
);
export const FLEXI = text(
  'Loi du 16 novembre 2015, art. 4',
  'Wet van 16 november 2015, art. 4',
  'Gesetz vom 16. November 2015, Art. 4',
  'Law of 16 November 2015, art. 4',
);
export const LIMOSA = text(
  'Loi-programme (I) du 27 décembre 2006, art. 139 ; Code pénal social, art. 182',
  'Programmawet (I) van 27 december 2006, art. 139; Sociaal Strafwetboek, art. 182',
  'Programmgesetz (I) vom 27. Dezember 2006, Art. 139; Sozialstrafgesetzbuch, Art. 182',
  'Programme law (I) of 27 December 2006, art. 139; Social Criminal Code, art. 182',
);
export const CHECKIN = text(
  'Loi du 4 août 1996, art. 31bis à 31octies',
  'Wet van 4 augustus 1996, art. 31bis tot 31octies',
  'Gesetz vom 4. August 1996, Art. 31bis bis 31octies',
  'Law of 4 August 1996, art. 31bis to 31octies',
);
export const article30bis = (paragraph: number): CodeLabels =>
  text(
    `Loi du 27 juin 1969, art. 30bis, § ${paragraph}`,
    `Wet van 27 juni 1969, art. 30bis, § ${paragraph}`,
    `Gesetz vom 27. Juni 1969, Art. 30bis, § ${paragraph}`,
    `Law of 27 June 1969, art. 30bis, § ${paragraph}`,
  );
export const FIRST_HIRE = text(
  'Loi-programme (I) du 24 décembre 2002, art. 342 à 345',
  'Programmawet (I) van 24 december 2002, art. 342 tot 345',
  'Programmgesetz (I) vom 24. Dezember 2002, Art. 342 bis 345',
  'Programme law (I) of 24 December 2002, art. 342 to 345',
);
export const REDUCTION = text(
  'Loi-programme (I) du 24 décembre 2002, art. 324 et suivants ; loi spéciale du 8 août 1980, art. 6, § 1er, IX, 7°',
  'Programmawet (I) van 24 december 2002, art. 324 en volgende; bijzondere wet van 8 augustus 1980, art. 6, § 1, IX, 7°',
  'Programmgesetz (I) vom 24. Dezember 2002, Art. 324 ff.; Sondergesetz vom 8. August 1980, Art. 6 § 1 IX Nr. 7',
  'Programme law (I) of 24 December 2002, art. 324 and following; special law of 8 August 1980, art. 6, § 1, IX, 7°',
);
export const COMMITTEE = text(
  'Loi du 5 décembre 1968, art. 35 à 37',
  'Wet van 5 december 1968, art. 35 tot 37',
  'Gesetz vom 5. Dezember 1968, Art. 35 bis 37',
  'Law of 5 December 1968, art. 35 to 37',
);
export const INSOLVENCY = text(
  'Code de droit économique, art. XX.110 ; Code pénal social, art. 223',
  'Wetboek van economisch recht, art. XX.110; Sociaal Strafwetboek, art. 223',
  'Wirtschaftsgesetzbuch, Art. XX.110; Sozialstrafgesetzbuch, Art. 223',
  'Code of Economic Law, art. XX.110; Social Criminal Code, art. 223',
);
export const PAYMENT = text(
  'Loi du 27 juin 1969, art. 23 ; Code pénal social, art. 218',
  'Wet van 27 juni 1969, art. 23; Sociaal Strafwetboek, art. 218',
  'Gesetz vom 27. Juni 1969, Art. 23; Sozialstrafgesetzbuch, Art. 218',
  'Law of 27 June 1969, art. 23; Social Criminal Code, art. 218',
);
