import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readModelFolder } from '#sweep/core/model-folder.js'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { startSweep, sweep } from '../sweep-process.js'
import { until } from '../until.js'

test('a classifier whose retraining was stopped twice has the metrics of the run, bit for bit, on splits with names', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 's.yaml'),
    `name: s
experiment: fer
metric: { name: val_accuracy, goal: maximize }
seeds: 2
checkpoint_every: 0.001
parameters: { model: mlp, width: 0.0625, synthetic_rows: 700, batch_size: 4, epochs: 4, lr: [0.01, 0.05] }
`,
  )
  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const words = ['retrain', '--seeds', '2', '--test', 'PublicTest', '--workers', '2', '--output', 'm'] as const
  for (const step of [1, 3]) {
    const stopped = startSweep(folder, ...words)
    const begun = new RegExp(`step-00000000${step}`)
    await until(async () => begun.test((await checkpoints(folder)).join()))
    stopped.child.kill('SIGINT')
    const { code, stderr } = await stopped.ended
    expect(code).toBe(130)
    expect(stderr).toContain('Interrupted. The same command goes on from the last checkpoint.')
    await expect(readModelFolder(join(folder, 'm'))).rejects.toThrow(/a retraining that has not come to its end/)
  }
  const { code, stdout } = await sweep(folder, ...words)
  expect(code).toBe(0)
  expect(stdout.match(/the recorded value is reproduced bit for bit/g)).toHaveLength(2)
  expect(stdout).toMatch(/Kept: seed \d, the best by val_accuracy\./)

  const { value, splits } = JSON.parse(await readFile(join(folder, 'm/metrics.json'), 'utf8'))
  expect(splits).toMatchObject([
    { part: 'validation', splits: ['PrivateTest'], count: 70, accuracy: value },
    { part: 'test', splits: ['PublicTest'], count: 70 },
  ])
  const { description } = await readModelFolder(join(folder, 'm'))
  expect(description).toMatchObject({
    ...{ kind: 'classifier', input: { height: 40, width: 40, channels: 1 } },
    images: { train: 560, validation: 70, test: 70 },
    params: { model: 'mlp', optimizer: 'nesterov', test: 'PublicTest' },
  })
})

test('an experiment that has changed since is said not to reproduce, with both values and what has changed', async () => {
  const folder = await temporaryFolder()
  const experiment = join(folder, 'e.js')
  await copyFile(fileURLToPath(experimentUrl('scores-splits.js')), experiment)
  await writeFile(
    join(folder, 's.yaml'),
    'name: s\nexperiment: ./e.js\nmetric: { name: score, goal: maximize }\nseeds: 2\nparameters: { scale: 1 }\n',
  )
  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const code = await readFile(experiment, 'utf8')
  await writeFile(experiment, code.replace('.normal()', '.normal() * 1.5'))
  const { stdout } = await sweep(folder, 'retrain', '--output', 'm')
  expect(stdout).toMatch(/score \S+ at step \d; NOT reproduced: recorded \S+ at step \d, a difference of /)
  expect(stdout).toMatch(/Otherwise than when the run began: code of the experiment: .*e\.js changed\./)
  expect(stdout).toMatch(/The value, \S+, lies (within|OUTSIDE of) the recorded interval from .*t over seeds/)
  expect(JSON.parse(await readFile(join(folder, 'm/metrics.json'), 'utf8'))).toMatchObject({ reproduced: false })
})

function checkpoints(folder: string): Promise<readonly string[]> {
  return readdir(join(folder, 'm/.retraining'), { recursive: true }).catch(() => [])
}
