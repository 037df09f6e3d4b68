import { expect, test } from 'vitest'
import { analyzeRun } from '#sweep/analyze/run-analysis.js'
import { reproduceOf } from '#sweep/cli/report/rendering.js'
import { generatedRun } from '../../report/html/generated-run.js'

const data = generatedRun(10, 2)
const analysis = analyzeRun(data)

test('the commands lead from the commit to the winner, quoted for a shell', () => {
  const run = { ...data.run, overrides: ['optimizer=adam,sgd', "note=it's"] }
  expect(reproduceOf(run, analysis, 'runs').commands.map(({ command }) => command)).toEqual([
    'git checkout 0123456789abcdef0123456789abcdef01234567',
    'git apply runs/generated-1/code.diff',
    "cd sweeps && sweep run generated.yaml optimizer=adam,sgd 'note=it'\\''s' --engine tensorflow --threads 1 --gpus none",
    `sweep retrain generated-1 --trial ${analysis.points[0]!.trials[0]}`,
  ])
})

test('a run in another folder of runs is looked for there', () => {
  const { commands } = reproduceOf(data.run, analysis, 'my runs')
  expect(commands.at(-1)!.command).toMatch(/^sweep retrain generated-1 --trial \d+ --runs-dir 'my runs'$/)
})

test('what is not known of an old run is said, and what is not there is not asked for', () => {
  const run = { ...data.run, overrides: null, provenance: null }
  const { commands, notes } = reproduceOf(run, { ...analysis, points: [] }, 'runs')
  expect(commands.map(({ command }) => command)).toEqual([
    'sweep run sweeps/generated.yaml --engine tensorflow --threads 1 --gpus none',
  ])
  expect(notes.join(' ')).toContain('did not keep its key=value overrides')
})
