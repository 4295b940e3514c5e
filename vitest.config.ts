import { defineConfig } from 'vitest/config';

const END_TO_END = 'src/**/*.e2e.test.ts';

/** `npx vitest run --project unit` leaves out the tests that start the program as a user does. */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'end-to-end', include: [END_TO_END], globalSetup: 'src/testing/sample-night.ts' },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'pipelines/**/*.test.ts',
            'models/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: [END_TO_END],
        },
      },
    ],
  },
});
