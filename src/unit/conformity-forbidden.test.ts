import { expect, test } from 'vitest';
import { buildLineage } from '../lineage/index.ts';
import { forbiddenFindings } from './conformity-forbidden.ts';
import { discoverRooms, type Room } from './index.ts';

test('no model may learn from a forbidden input, under its own name or another one', async () => {
  const rooms = await discoverRooms();
  const graph = buildLineage(rooms);
  expect(forbiddenFindings(rooms, graph)).toEqual([]);
  const learning = (names: readonly string[]): Room[] =>
    rooms.map((room) => {
      const { definition } = room;
      if (definition.kind !== 'model' || definition.name !== 'payment_risk_able' || !definition.learning)
        return room;
      const features = names.map((name) => ({
        name,
        theme: 'x',
        sentence: { nl: name, fr: name, de: name },
      }));
      return { ...room, definition: { ...definition, learning: { ...definition.learning, features } } };
    });
  expect(forbiddenFindings(learning(['language_code', 'open_share']), graph)).toMatchObject([
    { place: 'model payment_risk_able', check: 'forbidden' },
  ]);
});
