import { defineConfig } from 'vitest/config'

// Tests run what ships: they import from dist/, which `npm test` builds first, so that hosts and
// worker threads started by a test are the very files that a user's machine runs.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.slow.test.ts'],
    pool: 'forks',
    // Most tests wait for processes that they started: two files at a time keep two cores busy, where one is the default.
    maxWorkers: 2,
    reporters: ['default', './test/plain-summary.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
