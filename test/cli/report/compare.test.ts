import { expect, test } from 'vitest'
import { type FinishedTrial, finishedRuns } from '../finished-runs.js'
import { sweepHere } from '../sweep-here.js'

/** Two optimizers with three seeds, all with a value higher by `offset`, or nearly. */
const trials = (offset: number): readonly FinishedTrial[] =>
  ['sgd', 'adam'].flatMap((optimizer, i) =>
    [0, 1, 2].map((seed) => ({
      ...{ params: { optimizer, lr: 0.1 }, seed },
      value: 0.5 + 0.1 * i + 0.01 * seed + offset * (1 + 0.1 * seed),
    })),
  )

test('the exit code says whether B is worse, and 2 where that cannot be told', async () => {
  const folder = await finishedRuns({
    before: { trials: trials(0) },
    after: { trials: trials(-0.1) },
    short: { trials: trials(0).slice(0, 1) },
    other: { trials: [], sweep: { metric: { name: 'score', goal: 'minimize' } } },
  })
  const compare = (...args: readonly string[]) => sweepHere(folder, 'compare', ...args)
  const worse = await compare('before', 'after', '--fail-if', 'worse')
  const better = await compare('after', 'before', '--fail-if', 'worse', '--format', 'json')
  const unknown = await compare('before', 'short', '--fail-if', 'worse')
  const refused = await compare('before', 'other')
  expect(worse).toMatchObject({ code: 1, stderr: '' })
  expect(worse.stdout).toMatch(/^Mean of the points in common: -0\.1100 ± 0\.\d+ \(B is worse, p 0\.\d+\)\.$/m)
  expect(better.code).toBe(0)
  expect(JSON.parse(better.stdout)).toMatchObject({ a: 'after', b: 'before', worse: false, points: [{}, {}] })
  expect(unknown.code).toBe(2)
  expect(unknown.stdout).toContain('1 point in common, 1 only in A, 0 only in B')
  expect(unknown.stderr).toMatch(/^sweep: --fail-if worse: whether B is worse cannot be told\. Give both/)
  expect(refused.code).toBe(2)
  expect(refused.stderr).toBe(
    'sweep: "before" has to maximize score, "other" to minimize score: only runs with the same metric and goal can be compared\n',
  )
})
