export * from './home.ts';
export * from './identity.ts';
export * from './key.ts';
export * from './pads.ts';
export * from './pseudonym.ts';
export * from './redact.ts';
