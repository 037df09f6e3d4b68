import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createProgram } from '#sweep/cli/program.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { trainedModel } from '../vision/saved/trained-model.js'
import { sweepHere } from './sweep-here.js'

const fixture = fileURLToPath(new URL('../fixtures/runs-0.1.0', import.meta.url))

/** What reads stored runs or a sweep file prints the same everywhere. */
const stored = {
  list: 'list --json',
  status: 'status faults-1 --json',
  show: 'show faults-1 1 --json',
  report: 'report whole --format json',
  'report-by': 'report whole --by scale --format json',
  'report-of-two': 'report whole stopped --format json',
  compare: 'compare whole stopped --format json',
  gc: 'gc --dry-run --json',
  plan: 'plan walk.yaml --json --trials',
  experiment: 'experiment ./scores-splits.js --json',
  export: 'export whole exported --to json --json',
}

test.each(Object.entries(stored))('the object of %s is as stored', async (name, line) => {
  const folder = await temporaryFolder()
  await cp(fixture, folder, { recursive: true })
  await hold(name, JSON.parse(await printed(folder, line)))
  if (name === 'export') {
    const { run, ...rest } = JSON.parse(await readFile(join(folder, 'exported', 'run.json'), 'utf8'))
    await hold('exported', { ...rest, run: { ...run, read_at: 'when it was read' } })
  }
})

test('run and resume print the object of a report', async () => {
  const folder = await temporaryFolder()
  await cp(fixture, folder, { recursive: true })
  const ran = await sweepHere(folder, 'run', 'drawn.yaml', '--name', 'again', '--json')
  const resumed = await sweepHere(folder, 'resume', 'again', '--json')
  const report = await sweepHere(folder, 'report', 'again', '--format', 'json')
  const [first, second, third] = [ran, resumed, report].map(({ stdout }) => Object.keys(JSON.parse(stdout)))
  expect(first).toEqual(third)
  expect(second).toEqual(third)
})

/** What depends on a machine, or on how a network was trained, has the keys and the types that are stored. */
test('the objects of a model and of a data set have the shape that is stored', async () => {
  const folder = await temporaryFolder()
  await cp((await trainedModel()).folder, join(folder, 'model'), { recursive: true })
  await sharp({ create: { width: 48, height: 48, channels: 3, background: 'teal' } }).toFile(join(folder, 'a.png'))
  await hold('evaluate', shapeOf(JSON.parse(await printed(folder, 'evaluate model --engine cpu --json'))))
  await hold('predict', shapeOf(JSON.parse(await printed(folder, 'predict model a.png --engine cpu --json'))))
  await printed(folder, 'data synthesize faces.csv --rows 100')
  await hold('data-check', JSON.parse(await printed(folder, 'data check faces.csv --json')))
})

test('the objects of the engines say their version first, then what there is', async () => {
  const folder = await temporaryFolder()
  const engines = JSON.parse(await printed(folder, 'engine list --json'))
  expect(Object.keys(engines)).toEqual(['schema_version', 'engines'])
  for (const each of engines.engines) expect(Object.keys(each).slice(0, 2)).toEqual(['engine', 'available'])
  const checked = JSON.parse(await printed(folder, 'engine check cpu --json'))
  expect(checked).toMatchObject({ schema_version: 1, engines: [{ engine: 'cpu', result: 'ok' }] })
  await hold('engine-check', shapeOf(checked))
  const { findings, ...rest } = JSON.parse((await sweepHere(folder, 'doctor', '--json')).stdout)
  expect(rest).toEqual({ schema_version: 1 })
  for (const each of findings) expect(Object.keys(each)).toEqual(expect.arrayContaining(['state']))
})

test('every command that prints JSON is held to an example', async () => {
  const held = new Set([
    ...Object.values(stored).map((line) => line.split(' ')[0]),
    ...['run', 'resume', 'evaluate', 'predict', 'data check', 'engine list', 'engine check', 'doctor'],
    // These two change the machine: the slow tests of the installation read them.
    ...['engine install', 'engine remove'],
  ])
  expect(new Set(withJson(await createProgram([])))).toEqual(held)
})

function withJson(command: Command, path: readonly string[] = []): readonly string[] {
  const has = command.options.some(({ long, argChoices }) => long === '--json' || argChoices?.includes('json'))
  return [
    ...(has ? [path.join(' ')] : []),
    ...command.commands.flatMap((each) => withJson(each, [...path, each.name()])),
  ]
}

async function printed(folder: string, line: string): Promise<string> {
  const { code, stdout, stderr } = await sweepHere(folder, ...line.split(' '))
  expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
  return stdout
}

/** To ten digits: what comes after them is the processor's. */
async function hold(name: string, printed: unknown): Promise<void> {
  const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value)
  await expect(`${JSON.stringify(printed, rounded, 2)}\n`).toMatchFileSnapshot(`../golden/json/${name}.json`)
}

/** A value with types in the place of texts and numbers, and the first item only of a list. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'schema_version' ? each : shapeOf(each)]),
  )
}
