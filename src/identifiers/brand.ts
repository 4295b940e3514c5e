/** A text that passed the parser of its kind; only this folder makes one. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
declare const brand: unique symbol;

/** Returns the error of a parser: it names the kind and what a right value looks like, never the value. */
export function notA(kind: string, expectation: string): TypeError {
  return new TypeError(`not a valid ${kind}; expected ${expectation}`);
}

/** Returns two digits: `7` gives `07`. */
export const twoDigits = (number: number): string => String(number).padStart(2, '0');

/**
 * Returns the text with a star for each letter and digit, except the last two characters if `isValid`: enough to see
 * that two lines of one small file differ, too little to find anybody.
 */
export function masked(text: string, isValid: boolean): string {
  const shown = isValid ? text.slice(-2) : '';
  return text.slice(0, text.length - shown.length).replace(/[\p{L}\p{N}]/gu, '*') + shown;
}
