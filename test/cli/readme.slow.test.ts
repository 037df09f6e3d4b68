import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import fer from '#sweep/vision/fer.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { sweep } from './sweep-process.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test("the README's own experiment runs as it is printed there, and its model is kept", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const folder = await temporaryFolder()
  // As in a project that has installed the package.
  await mkdir(join(folder, 'node_modules'))
  await symlink(root, join(folder, 'node_modules', 'tfjs-sweep'))
  await writeFile(join(folder, 'package.json'), '{}')
  for (const file of ['my-experiment.ts', 'my-sweep.yaml']) await writeFile(join(folder, file), block(readme, file))

  const run = await sweep(
    folder,
    'run',
    'my-sweep.yaml',
    'units=16',
    'lr=0.1,0.01',
    'epochs=20',
    '--engine',
    'cpu',
    '--json',
  )
  expect(run).toMatchObject({ code: 0 })
  const { trials } = JSON.parse(run.stdout)
  expect(trials).toHaveLength(4)
  expect(trials[0].value).toBeLessThan(0.1)

  const retrain = await sweep(folder, 'retrain', '--output', 'model')
  expect(retrain).toMatchObject({ code: 0 })
  expect(retrain.stdout).toMatch(/the recorded value is reproduced bit for bit/)
  const { value, reproduced } = JSON.parse(await readFile(join(folder, 'model', 'metrics.json'), 'utf8'))
  expect([value, reproduced]).toEqual([trials[0].value, true])

  const { tf } = await loadEngine('cpu')
  const model = await tf.loadLayersModel(tf.io.fromMemory(await artifacts(join(folder, 'model'))))
  const [half] = (model.predict(tf.tensor2d([[Math.PI / 2]])) as ReturnType<typeof tf.tensor>).dataSync()
  expect(half).toBeGreaterThan(0.5)
})

test('the schedule of docs/experiments.md can be named in a sweep file, and is drawn', async () => {
  const page = await readFile(join(root, 'docs', 'experiments.md'), 'utf8')
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'node_modules'))
  await symlink(root, join(folder, 'node_modules', 'tfjs-sweep'))
  await writeFile(join(folder, 'package.json'), '{}')
  await mkdir(join(folder, 'images'))
  await writeFile(join(folder, 'own-schedule.ts'), block(page, 'own-schedule.ts'))
  await writeFile(
    join(folder, 's.yaml'),
    `experiment: ./own-schedule.ts
metric: { name: train_loss, goal: minimize }
parameters: { data: ./images, schedule: halving, halve_after: [1, 2], epochs: 4, lr: 0.08 }
`,
  )
  const { code, stdout } = await sweep(folder, 'plan', 's.yaml', '--schedules', '--json')
  expect(code).toBe(0)
  const { schedules } = JSON.parse(stdout)
  expect(schedules.map(({ rates }: { rates: number[] }) => rates)).toEqual([
    [0.08, 0.04, 0.02, 0.01],
    [0.08, 0.08, 0.04, 0.04],
  ])
})

test('the parameters of fer that docs/experiments.md lists are there, with these defaults and meanings', async () => {
  const page = await readFile(join(root, 'docs', 'experiments.md'), 'utf8')
  const section = page.slice(page.indexOf('## The built-in experiments'))
  const rows = [...section.matchAll(/^\| `(\w+)` \| `(.*?)` \| (.*) \|$/gm)]
  expect(rows.length).toBeGreaterThan(20)
  for (const [row, name, fallback, meaning] of rows) {
    const spec = fer.parameters[name!]
    expect(spec, row).toBeDefined()
    expect([fallback, meaning]).toEqual([text(spec!.default), spec!.description])
  }
})

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The code block of the README that begins with a comment naming the file. */
function block(readme: string, file: string): string {
  const found = [...readme.matchAll(/```\w+\n((?:\/\/|#) (\S+)\n[\s\S]*?)```/g)].find((match) => match[2] === file)
  expect(found, `a block for ${file}`).toBeDefined()
  return found![1]!
}

async function artifacts(folder: string) {
  const { weightsManifest, ...rest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'))
  const weights = await readFile(join(folder, weightsManifest[0].paths[0]))
  const weightData = Uint8Array.from(weights).buffer
  return { ...rest, weightSpecs: weightsManifest[0].weights, weightData }
}
