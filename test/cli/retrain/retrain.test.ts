import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readModelFolder, readModelWeights } from '#sweep/core/model-folder.js'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { storedTrials } from '../stored-trials.js'
import { sweep } from '../sweep-process.js'

test('the best point is trained with its seeds and new ones, the best is kept, and the test split is scored once', async () => {
  const folder = await temporaryFolder()
  await copyFile(fileURLToPath(experimentUrl('scores-splits.js')), join(folder, 'e.js'))
  await writeFile(
    join(folder, 's.yaml'),
    'name: s\nexperiment: ./e.js\nmetric: { name: score, goal: maximize }\nseeds: 2\nparameters: { scale: [1, 2] }\n',
  )
  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const trials = (await storedTrials(folder, 's-1')) as unknown as readonly Stored[]
  const means = [1, 2].map((scale) => mean(trials.filter(({ params }) => params.scale === scale)))
  const point = trials.filter(({ params }) => params.scale === (means[0]! >= means[1]! ? 1 : 2))
  const [best, other] = [...point].sort((a, b) => b.value - a.value)

  const retrained = await sweep(folder, 'retrain', '--seeds', '3', '--test', 'c', '--workers', '2', '--output', 'm')
  expect(retrained).toMatchObject({ code: 0 })
  expect(retrained.stdout).toContain(
    `seed ${best!.seed} (trial ${best!.number}): score ${best!.value} at step ${best!.bestStep}; ` +
      'the recorded value is reproduced bit for bit\n' +
      `seed ${other!.seed} (trial ${other!.number}): score ${other!.value} at step ${other!.bestStep}; ` +
      'the recorded value is reproduced bit for bit\nseed 2: score ',
  )
  expect(retrained.stdout).toMatch(
    /The mean of the seeds, \S+, lies .* the recorded interval from .* \(95 %, t over seeds\)/,
  )
  expect(retrained.stderr).toContain('Scoring the test split c, once, with this model.')
  // Three that begin, and the kept one that goes on from its last step for the sake of the test split.
  expect(retrained.stderr.match(/trains on a from step 0/g)).toHaveLength(3)
  expect(retrained.stderr.match(/trains on a from step 4/g)).toHaveLength(1)

  const metrics = await json(folder, 'm/metrics.json')
  const kept = [...metrics.seeds].sort((a: Seed, b: Seed) => b.value - a.value)[0] as Seed
  expect(metrics).toMatchObject({ seed: kept.seed, value: kept.value, kept_as: 'best' })
  expect(metrics.test_scored).toMatchObject({ splits: ['c'], times_before: 0, seed: kept.seed })
  const model = await readModelFolder(join(folder, 'm'))
  expect(model).toMatchObject({ experiment: './e.js', description: { test: 'c' } })
  const place = (await readModelWeights(model)).place!.data[0]!
  expect(metrics.metrics).toEqual({ test_score: place / 2 })
  const command = `sweep retrain s-1 --trial ${best!.number} --seeds 3 --test c --output m`
  expect(await readFile(join(folder, 'm/README.md'), 'utf8')).toContain(`\`\`\`sh\n${command}\n\`\`\``)
  expect((await json(folder, 'm/sweep.json')).command).toBe(command)

  const joined = await sweep(folder, 'retrain', '--combine', 'train,validation', '--test', 'c', '--output', 'joined')
  expect(joined).toMatchObject({ code: 0 })
  expect(joined.stderr).toContain(
    `Training on train and validation joined, with epochs ${best!.bestStep}, the recorded`,
  )
  expect(joined.stderr).toContain('trains on a and b from step 0')
  expect(joined.stderr).toMatch(
    /Warning: the test split c was scored before, at 20.* by "sweep retrain s-1 .*: test_score/,
  )
  expect(joined.stdout).toContain('there is nothing to compare')
  expect(await json(folder, 'joined/metrics.json')).toMatchObject({
    ...{ value: null, reproduced: null, seed: best!.seed },
    test_scored: { times_before: 1 },
  })
  expect(await json(folder, 'runs/s-1/test-scores.json')).toMatchObject([
    { output: join(folder, 'm') },
    { splits: ['c'] },
  ])

  expect(await sweep(folder, 'retrain', 'seeds=3')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('how many seeds are trained again: --seeds K'),
  })
})

interface Stored {
  readonly number: number
  readonly seed: number
  readonly params: { readonly scale: number }
  readonly value: number
  readonly bestStep: number
}

interface Seed {
  readonly seed: number
  readonly value: number
}

function mean(trials: readonly Stored[]): number {
  return trials.reduce((sum, { value }) => sum + value, 0) / trials.length
}

async function json(folder: string, name: string) {
  return JSON.parse(await readFile(join(folder, name), 'utf8'))
}
