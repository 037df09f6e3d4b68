import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '#sweep/core/errors.js'
import { readModelFolder, readModelWeights, writeModelManifest } from '#sweep/core/model-folder.js'
import { saveModelFiles } from '#sweep/execute/attempt/model.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const weights = {
  'dense/kernel': { dtype: 'float32', shape: [2, 1], data: Float32Array.of(0.5, -1) },
  flag: { dtype: 'bool', shape: [1], data: Uint8Array.of(1) },
  count: { dtype: 'int32', shape: [], data: Int32Array.of(7) },
} as const

test('a model that was saved is read with its weights by name and what was said of it', async () => {
  const folder = await savedModel()
  const model = await readModelFolder(folder)
  expect(model).toMatchObject({
    folder,
    format: 'sweep-model/1',
    experiment: null,
    description: { labels: ['a', 'b'] },
  })
  expect(Object.keys(model.files)).toEqual(['model.json', 'weights.bin', 'weights.safetensors'])
  expect(await readModelWeights(model)).toEqual(weights)
})

test('a manifest holds what lies in folders too, but neither the card, which may be edited, nor what is hidden', async () => {
  const folder = await savedModel()
  await mkdir(join(folder, 'artifacts'))
  await mkdir(join(folder, '.checkpoints'))
  for (const name of ['artifacts/test.safetensors', '.checkpoints/x', 'README.md', 'a.1-0-0.partial']) {
    await writeFile(join(folder, name), 'x')
  }
  await writeModelManifest(folder, { experiment: 'fer', description: null })
  const { files, experiment } = await readModelFolder(folder)
  expect(experiment).toBe('fer')
  expect(Object.keys(files)).toEqual(['artifacts/test.safetensors', 'model.json', 'weights.bin', 'weights.safetensors'])
})

test.each([
  ['nowhere', (folder: string) => rm(folder, { recursive: true }), /f does not exist\. Name a folder in which/],
  ['a file', asFile, /f is no folder\. Name a folder in which sweep retrain has kept a model$/],
  ['no model', empty, /f holds no model\. Name a folder/],
  [
    'a retraining that was stopped',
    async (folder: string) => {
      await empty(folder)
      await mkdir(join(folder, '.retraining'))
    },
    /f holds a retraining that has not come to its end\. The same sweep retrain command goes on with it$/,
  ],
  [
    'the model of another program',
    (folder: string) => rm(join(folder, 'manifest.json')),
    /f holds a model without manifest\.json, .*Save it again: sweep retrain RUN --trial N --output \S*f$/,
  ],
  [
    'the model of an earlier version',
    async (folder: string) => {
      await rm(join(folder, 'manifest.json'))
      await writeFile(join(folder, 'sweep.json'), JSON.stringify({ run: 'quick-1', trial: 2 }))
    },
    /Save it again: sweep retrain quick-1 --trial 2 --output \S*f$/,
  ],
  [
    'another format',
    withFormat,
    /f is a model folder of the format "sweep-model\/2", but this version .* "sweep-model\/1"/,
  ],
  [
    'a cut manifest',
    (folder: string) => writeFile(join(folder, 'manifest.json'), '{ "format": "sweep-mod'),
    /f holds a model that is damaged: its manifest\.json is no JSON\. Copy the folder again/,
  ],
  ['a missing file', (folder: string) => rm(join(folder, 'weights.bin')), /damaged: weights\.bin is missing\./],
  [
    'a cut file',
    (folder: string) => writeFile(join(folder, 'weights.bin'), 'abc'),
    /weights\.bin has 3 bytes, not 13\./,
  ],
  ['a longer file', (folder: string) => appendFile(join(folder, 'model.json'), ' '), /model\.json has \d+ bytes, not/],
  [
    'one bit that is turned',
    async (folder: string) => {
      const bytes = await readFile(join(folder, 'weights.safetensors'))
      bytes[bytes.length - 1]! ^= 1
      await writeFile(join(folder, 'weights.safetensors'), bytes)
    },
    /weights\.safetensors is not as it was written\. .*or save the model again: sweep retrain$/,
  ],
  [
    'a manifest of other files',
    (folder: string) => writeFile(join(folder, 'manifest.json'), '{ "format": "sweep-model/1", "files": {} }'),
    /damaged: its manifest\.json does not name model\.json/,
  ],
  [
    'a manifest that leads out of the folder',
    (folder: string) =>
      writeFile(
        join(folder, 'manifest.json'),
        '{ "format": "sweep-model/1", "files": { "../x": { "sha256": "a", "bytes": 1 } } }',
      ),
    /damaged: its manifest\.json lists no files/,
  ],
])('%s is refused, with what to do', async (_what, change, message) => {
  const folder = await savedModel()
  await change(folder)
  const reading = readModelFolder(folder)
  await expect(reading).rejects.toThrow(UsageError)
  await expect(reading).rejects.toThrow(message)
})

test.each([
  [[{ name: 'w', shape: [1], dtype: 'string' }], 4, /saveModel: the weight w is string; float32, int32 and bool/],
  [[{ name: 'w', shape: [1], dtype: 'float32', quantization: {} }], 4, /the weight w is quantized/],
  [[{ name: 'w', shape: [2], dtype: 'float32' }], 4, /the data of the weights end within w$/],
  [[{ name: 'w', shape: [1], dtype: 'float32' }], 8, /the weights have 8 bytes, but their shapes take 4$/],
  [Array(2).fill({ name: 'w', shape: [1], dtype: 'float32' }), 8, /two weights are named w;/],
])('weights as %j in %i bytes are not saved', async (weightSpecs, bytes, message) => {
  const folder = await temporaryFolder()
  const weightData = new ArrayBuffer(bytes)
  await expect(saveModelFiles(folder, modelOf({ weightSpecs, weightData }))).rejects.toThrow(message)
  await expect(readModelFolder(folder)).rejects.toThrow(/holds no model/)
})

async function savedModel(): Promise<string> {
  const folder = join(await temporaryFolder(), 'f')
  const weightSpecs = Object.entries(weights).map(([name, { dtype, shape }]) => ({ name, dtype, shape }))
  const bytes = Object.values(weights).map(({ data }) => new Uint8Array(data.buffer))
  const weightData = Uint8Array.from(Buffer.concat(bytes)).buffer
  await saveModelFiles(folder, modelOf({ modelTopology: {}, weightSpecs, weightData }), { labels: ['a', 'b'] })
  return folder
}

function modelOf(artifacts: unknown) {
  return { save: (handler: { save(artifacts: unknown): Promise<unknown> }) => handler.save(artifacts) }
}

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true })
  await mkdir(folder)
}

async function asFile(folder: string): Promise<void> {
  await rename(join(folder, 'model.json'), `${folder}.json`)
  await rm(folder, { recursive: true })
  await rename(`${folder}.json`, folder)
}

async function withFormat(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, format: 'sweep-model/2' }))
}
