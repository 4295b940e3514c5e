export { readDossier, type Dossier, type DossierNode, type DossierRequest } from './dossier.ts';
export { exchangeFiles } from './exchange.ts';
export { allowedPurpose } from './identities.ts';
export { dossierPage } from './page.ts';
