import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Tests name the project's modules by `#sweep/…`, which package.json takes to dist/: they run what ships, so that hosts and
// threads started by a test are the very files that a user's machine runs. `npm test` builds first.
const slow = 'test/**/*.slow.test.ts'
const testsOf = (rooms: readonly string[]) => rooms.map((room) => `test/${room}/**/*.test.ts`)

// Rooms whose tests start no host and leave nothing behind in their process, so that files can share it: to load the
// modules of a room anew for every file takes longer than most of its tests.
const pure = testsOf(['analyze', 'architecture', 'core', 'plan', 'store'])
const sharing = testsOf(['nn', 'report', 'vision'])

export default defineConfig({
  test: {
    projects: [
      {
        // Nothing there is built, but compiled: these run from the sources, in `npm run test:watch` without a build.
        extends: true,
        resolve: { alias: { '#sweep': fileURLToPath(new URL('src', import.meta.url)) } },
        test: { name: 'pure', include: pure, exclude: [slow], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'sharing',
          include: sharing,
          exclude: [slow],
          isolate: false,
          setupFiles: './test/as-in-a-host.ts',
        },
      },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: [slow, ...pure, ...sharing] } },
    ],
    pool: 'forks',
    // Most tests wait for processes that they started: two files at a time keep two cores busy, where one is the default.
    maxWorkers: 2,
    reporters: ['default', './test/plain-summary.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
