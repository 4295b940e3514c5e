import { SourceFileError } from '../errors.ts';

/** Returns the error of a file that is refused whole. */
export function refusal(place: string, fact: string, rule: string): SourceFileError {
  return new SourceFileError({
    place,
    fact: `${fact} (rule: ${rule})`,
    expectation: 'a complete file of the declared kind',
    effect: 'nothing of it was loaded; the other files were',
    next: 'ask the sender to deliver it again; the NOTES of the source describe the format',
  });
}
