import { defineConfig } from 'vitest/config'

// Rooms whose tests start no host and leave nothing behind in their process, so that files can share it: to load the
// modules of a room anew for every file takes longer than most of its tests.
const sharing = ['analyze', 'architecture', 'core', 'plan', 'report', 'store', 'train'].map((room) => `test/${room}/**`)
const slow = 'test/**/*.slow.test.ts'

// Tests run what ships: they import from dist/, which `npm test` builds first, so that hosts and
// worker threads started by a test are the very files that a user's machine runs.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing',
          include: sharing.map((room) => `${room}/*.test.ts`),
          exclude: [slow],
          isolate: false,
          setupFiles: './test/as-in-a-host.ts',
        },
      },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: [slow, ...sharing] } },
    ],
    pool: 'forks',
    // Most tests wait for processes that they started: two files at a time keep two cores busy, where one is the default.
    maxWorkers: 2,
    reporters: ['default', './test/plain-summary.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
