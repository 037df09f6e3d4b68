import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { renderReports } from '#sweep/cli/report/rendering.js'
import { makeReport } from '#sweep/cli/report/report.js'
import type { ReportRequest } from '#sweep/cli/report/request.js'
import { checkRequest } from '#sweep/cli/report/request.js'
import { databasePath, runPaths } from '#sweep/core/run.js'
import { saveArtifact } from '#sweep/execute/artifacts.js'
import { lookAtRuns } from '#sweep/runs/folder.js'
import { finishedRuns } from '../finished-runs.js'

test('points with several seeds are ranked by their means; what is selected is analysed as if it were all', async () => {
  const values = { sgd: [0.5, 0.6], adam: [0.8, 0.84], asgd: [0.1, null] }
  const trials = Object.entries(values).flatMap(([optimizer, ofSeeds]) =>
    ofSeeds.map((value, seed) => ({ params: { optimizer, lr: 0.1 }, seed, value })),
  )
  const folder = await finishedRuns({ seeds: { trials, sweep: { seeds: [0, 1] } } })
  const report = reporter(folder)

  const table = await report({ format: 'table' })
  expect(table).toMatch(/^rank {2}trials {2}optimizer {2,}lr {3}seeds {2,}score {2}tie$/m)
  expect(table).toMatch(/^ {3}1 {2}3, 4 {4}adam {7}0\.1 {7}2 {2}0\.8200 ± 0\.2541 {2}≈?$/m)
  expect(table).toMatch(/^ {3}3 {2}5 {7}asgd {7}0\.1 {2}1 of 2 {2}0\.1000/m)
  expect(table).toMatch(/^± 95 % interval of the mean over seeds/m)

  const json = JSON.parse(await report({ format: 'json', where: "optimizer != 'adam'" }))
  expect(json.where).toBe("optimizer != 'adam'")
  expect(json.points.map(({ trials, mean }: { trials: number[]; mean: number }) => [trials, mean])).toEqual([
    [[1, 2], 0.55],
    [[5], 0.1],
  ])
  expect(json).toMatchObject({ counts: { complete: 3, failed: 1, waiting: 0 }, comparison: {} })
  expect(json.warnings.map(({ kind }: { kind: string }) => kind)).toContain('failures')
  expect(json.trials).toHaveLength(4)

  // Nothing of an analysis where the trials are wanted as they were measured.
  const measured = await report({ format: 'table', trials: true })
  expect(measured).not.toMatch(/±|≈|warning/)
  expect(measured).toMatch(/^ {3}1 {6}4 {2}adam {7}0\.1 {5}1 {2}0\.8400 /m)
  expect(await report({ format: 'table', by: ['optimizer'] })).toMatch(/^adam {12}2 {2}0\.8200 ± 0\.2541$/m)
})

test('more than 5,000 complete trials are ranked without statistics, which is said', async () => {
  const folder = await finishedRuns({
    many: { trials: [{ params: { optimizer: 'sgd', lr: 0.1 }, seed: 0, value: 0.5 }] },
  })
  const database = new Database(databasePath(join(folder, 'runs')))
  database.exec(`
    WITH RECURSIVE numbers(n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM numbers LIMIT 5000)
    INSERT INTO trials (run_id, number, key, params, seed, status, attempts, value, best_step, seconds,
      lease_milliseconds, lease_expires_at)
    SELECT 1, n, 'key' || n, '{"lr":' || n || '}', 0, 'complete', 1, n / 1e5, 1, 1, 1, 0 FROM numbers;
    INSERT INTO attempts (trial_id, number, started_at, ended_at, outcome)
    SELECT id, 1, 0, 1, '{"status":"complete","metrics":{}}' FROM trials
    WHERE id NOT IN (SELECT trial_id FROM attempts)`)
  database.close()
  const table = await reporter(folder)({ format: 'table', top: 1 })
  expect(table).toMatch(/^more than 5,000 complete trials: ranked by trial, without intervals and ties$/m)
  expect(table).not.toMatch(/±|≈|warning/)
  expect(table).toMatch(/^5000 more trials not shown$/m)
})

test('the mean of one trial has the interval over its samples, in a table as in CSV', async () => {
  const folder = await finishedRuns({
    one: {
      trials: [{ params: { optimizer: 'sgd', lr: 0.1 }, seed: 0, value: 0.75 }],
      sweep: { metric: { name: 'val_accuracy', goal: 'maximize' } },
    },
  })
  const tensors = {
    logits: { dtype: 'float32', shape: [4, 2], data: Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1) },
    labels: { dtype: 'int32', shape: [4], data: Int32Array.of(0, 0, 1, 0) },
  } as const
  const artifacts = runPaths(join(folder, 'runs'), 'one').artifacts('one-1')
  await saveArtifact(artifacts, 'validation', tensors, { splits: ['b'], classes: ['x', 'y'] })
  const report = reporter(folder)
  expect(await report({ format: 'table', by: ['optimizer'] })).toMatch(/^sgd {13}1 {2}0\.7500 \(0\.3006 – 0\.9544\)$/m)
  expect(await report({ format: 'csv', by: ['optimizer'] })).toMatch(/^sgd,1,0\.75,0\.3006\d+,0\.9544\d+$/m)
})

test.each(['top', 'metrics', 'trials'] as const)('means in the place of trials leave no sense to --%s', (name) => {
  const values = { top: 1, metrics: ['test'], trials: true } as const
  const request = { by: ['lr'], format: 'table', runsDir: 'runs', [name]: values[name] } as const
  expect(() => checkRequest(request, 1)).toThrow(`--${name} is about trials, but --by shows means in their place`)
})

/** Makes reports of the newest run in the folder. */
function reporter(folder: string) {
  const runsDir = join(folder, 'runs')
  return (request: Omit<ReportRequest, 'runsDir'>) =>
    lookAtRuns(runsDir, async (store, [run]) =>
      renderReports([await makeReport(store, run!, { ...request, runsDir })], { format: request.format, runsDir }, {}),
    )
}
