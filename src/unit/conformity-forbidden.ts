import { traceColumn, type LineageGraph } from '../lineage/index.ts';
import { qualifiedName } from '../table/index.ts';
import type { Finding } from './conformity-finding.ts';
import type { Room } from './index.ts';

/**
 * What no model may learn from, as it is or through other columns: nationality, birth, language, sex, category of illness, union.
 * The language of letters counts too: that of an employer who is a natural person is his own.
 */
const FORBIDDEN = /^(nationality|birth|language|sex|gender|risk_code|health|union)(_|$)/;

/** Returns the features of models that are forbidden by their name, or by a delivered column whose content flows into them. */
export function forbiddenFindings(rooms: readonly Room[], graph: LineageGraph): Finding[] {
  return rooms.flatMap(({ definition }) => {
    if (definition.kind !== 'model' || !definition.learning) return [];
    const { candidate, features } = definition.learning;
    return features.flatMap(({ name }): Finding[] => {
      const values = traceColumn(graph, `${qualifiedName(candidate)}.${name}`)?.values ?? [];
      const origin = [name, ...values.map((each) => each.name)].find((each) =>
        FORBIDDEN.test(each.slice(each.lastIndexOf('.') + 1)),
      );
      if (origin === undefined) return [];
      return [
        {
          place: `model ${definition.name}`,
          check: 'forbidden',
          sentence: `the feature ${name} carries ${origin}, from which no model may learn`,
        },
      ];
    });
  });
}
