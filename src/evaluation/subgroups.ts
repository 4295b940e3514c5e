/**
 * Subgroup discovery: short rules whose rows have far more positives than the rest, for an analyst to judge.
 *
 * A beam search over conditions held as bit sets: at each length the best rules by weighted relative accuracy (rows ×
 * (share − base share), S. Wrobel 1997) are made longer. Each rule that was looked at is a test, so p-values are corrected
 * over all of them; a rule is kept only if each of its conditions earns its place: it must beat every rule that lacks one
 * of them, at a level divided by the number of rules (G. I. Webb, "Discovering significant patterns", Machine Learning 68, 2007).
 */
import { benjaminiHochberg, hypergeometricTail } from './significance.ts';

/** A property of the rows, as codes. */
export interface Descriptor {
  readonly name: string;
  /** Code of each row, an index of `labels`; -1 = missing, which fulfils no condition. */
  readonly codes: Int32Array;
  readonly labels: readonly string[];
  /** Codes ascend with the property: conditions are "at most" and "at least". @default false: "is" */
  readonly isOrdered?: boolean;
}

export interface Condition {
  readonly name: string;
  readonly relation: 'is' | 'at most' | 'at least';
  readonly label: string;
}

export interface Subgroup {
  readonly conditions: readonly Condition[];
  /** Rows that fulfil all conditions. */
  readonly support: number;
  readonly hits: number;
  /** `hits / support`. */
  readonly share: number;
  /** Share over the share of all rows. */
  readonly lift: number;
  /** One-sided p-value of Fisher's exact test against all rows. */
  readonly pValue: number;
  /** The same, corrected for all rules that were looked at. */
  readonly qValue: number;
}

export interface SubgroupOptions {
  /** Most conditions in a rule. @default 3 */
  readonly length?: number;
  /** Fewest rows of a rule. @default 20 */
  readonly minimumSupport?: number;
  /** Rules made longer at each length. @default 50 */
  readonly beam?: number;
  /** Share of false discoveries that is accepted. @default .05 */
  readonly falseShare?: number;
  /** Most rules returned. @default 20 */
  readonly limit?: number;
}

interface Literal {
  readonly descriptor: number;
  readonly condition: Condition;
  readonly bits: Uint32Array;
}

interface Candidate {
  /** Indices of literals, ascending. */
  readonly literals: readonly number[];
  readonly bits: Uint32Array;
  readonly support: number;
  readonly hits: number;
}

/** Returns the rules with more positives than chance explains, best first; the order of the rows changes nothing. */
export function findSubgroups(
  descriptors: readonly Descriptor[],
  labels: Uint8Array,
  options: SubgroupOptions = {},
): Subgroup[] {
  const { falseShare = 0.05, limit = 20 } = options;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const literals = literalsOf(descriptors, labels.length);
  const tested = searchedRules(literals, labels, positives, options);
  const rules = [...tested.values()];
  const pValues = Float64Array.from(rules, ({ hits, support }) =>
    hypergeometricTail(hits, support, positives, labels.length),
  );
  const qValues = benjaminiHochberg(pValues);
  const base = positives / labels.length;
  return rules
    .map((rule, i) => ({ rule, pValue: pValues[i] as number, qValue: qValues[i] as number }))
    .filter(
      ({ rule, qValue }) =>
        qValue <= falseShare &&
        rule.hits > rule.support * base &&
        isProductive(rule, tested, falseShare / tested.size),
    )
    .sort((a, b) => a.pValue - b.pValue || a.rule.support - b.rule.support || compareLiterals(a.rule, b.rule))
    .slice(0, limit)
    .map(({ rule, pValue, qValue }) => ({
      conditions: rule.literals.map((index) => (literals[index] as Literal).condition),
      support: rule.support,
      hits: rule.hits,
      share: rule.hits / rule.support,
      lift: rule.hits / rule.support / base,
      pValue,
      qValue,
    }));
}

function searchedRules(
  literals: readonly Literal[],
  labels: Uint8Array,
  positives: number,
  { length = 3, minimumSupport = 20, beam = 50 }: SubgroupOptions,
): Map<string, Candidate> {
  const hitBits = bitsWhere(labels.length, (row) => labels[row] === 1);
  const base = positives / labels.length;
  const gainOf = ({ hits, support }: Candidate): number => hits - support * base;
  const tested = new Map<string, Candidate>();
  const everything = bitsWhere(labels.length, () => true);
  let level: Candidate[] = [{ literals: [], bits: everything, support: labels.length, hits: positives }];
  for (let size = 1; size <= length; size++) {
    const longer = new Map<string, Candidate>();
    for (const rule of level) {
      const used = new Set(rule.literals.map((index) => (literals[index] as Literal).descriptor));
      for (const [index, literal] of literals.entries()) {
        if (used.has(literal.descriptor)) continue;
        const chosen = [...rule.literals, index].sort((a, b) => a - b);
        const key = chosen.join();
        if (longer.has(key)) continue;
        const bits = rule.bits.map((word, i) => word & (literal.bits[i] as number));
        const support = countBits(bits);
        if (support < minimumSupport || support === rule.support) continue;
        longer.set(key, { literals: chosen, bits, support, hits: countCommon(bits, hitBits) });
      }
    }
    for (const [key, rule] of longer) tested.set(key, rule);
    level = [...longer.values()]
      .sort((a, b) => gainOf(b) - gainOf(a) || compareLiterals(a, b))
      .slice(0, beam);
  }
  return tested;
}

/** Whether each condition earns its place: the rule beats each rule that lacks one of them, by Fisher's test inside it. */
function isProductive(rule: Candidate, tested: ReadonlyMap<string, Candidate>, level: number): boolean {
  return rule.literals.every((left) => {
    const shorter = tested.get(rule.literals.filter((index) => index !== left).join());
    return (
      shorter === undefined ||
      hypergeometricTail(rule.hits, rule.support, shorter.hits, shorter.support) <= level
    );
  });
}

function literalsOf(descriptors: readonly Descriptor[], rows: number): Literal[] {
  return descriptors.flatMap(({ name, codes, labels, isOrdered = false }, descriptor) =>
    labels.flatMap((label, code): Literal[] => {
      const literal = (relation: Condition['relation'], isMet: (code: number) => boolean): Literal => ({
        descriptor,
        condition: { name, relation, label },
        bits: bitsWhere(rows, (row) => codes[row] !== -1 && isMet(codes[row] as number)),
      });
      if (!isOrdered) return [literal('is', (other) => other === code)];
      return [
        ...(code < labels.length - 1 ? [literal('at most', (other) => other <= code)] : []),
        ...(code > 0 ? [literal('at least', (other) => other >= code)] : []),
      ];
    }),
  );
}

function compareLiterals(a: Candidate, b: Candidate): number {
  const difference = a.literals.length - b.literals.length;
  if (difference !== 0) return difference;
  const place = a.literals.findIndex((index, i) => index !== b.literals[i]);
  return place === -1 ? 0 : (a.literals[place] as number) - (b.literals[place] as number);
}

function bitsWhere(rows: number, isSet: (row: number) => boolean): Uint32Array {
  const bits = new Uint32Array(Math.ceil(rows / 32));
  for (let row = 0; row < rows; row++) {
    if (isSet(row)) bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
  }
  return bits;
}

function countBits(bits: Uint32Array): number {
  let count = 0;
  for (const word of bits) count += onesOf(word);
  return count;
}

function countCommon(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += onesOf((a[i] as number) & (b[i] as number));
  return count;
}

/** Number of bits set in 32, counted in parallel (H. S. Warren, "Hacker's Delight", 5-1). */
function onesOf(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
