import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { inspectExperiment } from '#sweep/execute/inspection.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const metric = { name: 'score', goal: 'maximize' } as const

test('an experiment is loaded once and asked as often as one likes', async () => {
  const module = await moduleOf(`import { appendFileSync } from 'node:fs'
    appendFileSync(new URL('loads', import.meta.url), 'once')
    export default { check({ x }) { if (x > 2) throw new Error(x + ' is too much') }, run: async () => ({}) }`)
  const found = await inspectExperiment(
    module,
    () => {},
    async ({ said, checkPoints }) => [
      said.checksPoints,
      await checkPoints({ points: [{ x: 1 }, { x: 2 }], metric }),
      await checkPoints({ points: [{ x: 1 }, { x: 3 }], metric }),
    ],
  )
  expect(found).toEqual([true, undefined, { point: 1, path: [], message: '3 is too much' }])
  expect(await readFile(new URL('loads', module), 'utf8')).toBe('once')
})

test.each([
  ['throws', `throw new Error('no such file')`, /no such file/],
  ['ends its thread', 'process.exit()', /its module ended the thread that loaded it/],
  ['is no experiment', 'export default 1', /its default export is not an experiment/],
])('a module that %s is refused', async (_, source, message) => {
  const inspected = inspectExperiment(
    await moduleOf(source),
    () => {},
    () => 'used',
  )
  await expect(inspected).rejects.toMatchObject({ name: 'ExperimentError', message: expect.stringMatching(message) })
})

test('a thread that ends while it is asked, or before, answers no more', async () => {
  const module = await moduleOf('export default { check() { process.exit() }, run: async () => ({}) }')
  const ended = { name: 'ExperimentError', message: expect.stringMatching(/ended the thread/) }
  await inspectExperiment(
    module,
    () => {},
    async ({ checkPoints }) => {
      const ask = () => checkPoints({ points: [{}], metric })
      await expect(ask()).rejects.toMatchObject(ended)
      await expect(ask()).rejects.toMatchObject(ended)
    },
  )
})

test('what its user throws is passed on', async () => {
  const module = await moduleOf('export default { run: async () => ({}) }')
  const refuse = () => {
    throw new RangeError('not this one')
  }
  await expect(inspectExperiment(module, () => {}, refuse)).rejects.toThrow(new RangeError('not this one'))
})

/** The URL of a module with that source. */
async function moduleOf(source: string): Promise<string> {
  const path = join(await temporaryFolder(), 'experiment.js')
  await writeFile(path, source)
  return pathToFileURL(path).href
}
