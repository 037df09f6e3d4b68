import { defineConfig } from 'vitest/config'

// Truths that take minutes: run before a change is called done, not on every save.
export default defineConfig({
  test: {
    include: ['test/**/*.slow.test.ts'],
    pool: 'forks',
    reporters: ['default', './test/plain-summary.ts'],
    fileParallelism: false,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
})
