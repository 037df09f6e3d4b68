import { defineConfig } from 'vitest/config'

// Tests run what ships: they import from dist/, which `npm test` builds first, so that hosts and
// worker threads started by a test are the very files that a user's machine runs.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.slow.test.ts'],
    pool: 'forks',
    reporters: ['default', './test/plain-summary.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
