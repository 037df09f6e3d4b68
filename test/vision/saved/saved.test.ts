import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { ExperimentDefinition } from '#sweep/core/experiment.js'
import type { Params } from '#sweep/core/trial.js'
import type { Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { synthesizeFaces } from '#sweep/vision/data/faces/synthesis.js'
import evaluate, { type EvaluatedSplit } from '#sweep/vision/saved/evaluation.js'
import explain, { type Explained } from '#sweep/vision/saved/explanation.js'
import predict, { type Predicted } from '#sweep/vision/saved/prediction.js'
import { temporaryFolder } from '../data/temporary-folder.js'
import { emptyMemory, memoryContext } from '../memory-context.js'
import { trainedModel } from './trained-model.js'

const at = temporaryFolder()
const { tf } = await loadEngine('cpu')
const { folder, metrics } = await trainedModel()

/** Carries out a task with the model and gives what it kept, and what it said. */
async function kept(task: ExperimentDefinition<Tf>, params: Params) {
  const memory = emptyMemory()
  const lines: string[] = []
  const context = { ...memoryContext(tf, { memory }), log: (line: string) => lines.push(line) }
  const before = tf.memory().numTensors
  await task.run({ number: 1, key: 'task', params: { model: folder, ...params }, seed: 1 }, context)
  expect(tf.memory().numTensors).toBe(before)
  const [{ tensors, metadata }] = [...memory.artifacts.values()] as [{ tensors: never; metadata: never }]
  return { tensors, metadata, lines }
}

describe('evaluating a saved model', () => {
  const scored = (params: Params) =>
    kept(evaluate, { split: null, data: null, tta: false, temperature: null, ...params })
  const figures = async (params: Params) => ((await scored(params)).metadata as EvaluatedSplit).evaluation

  test('gives the figures of its training, to the last bit', async () => {
    const temperature = (await figures({})).temperature
    for (const [prefix, params] of [
      ['val', {}],
      ['test', { split: ['PublicTest'], temperature }],
    ] as const) {
      const evaluation: Readonly<Record<string, unknown>> = await figures(params)
      for (const name of ['loss', 'accuracy', 'top2', 'macro_f1', 'balanced_accuracy', 'ece']) {
        expect(evaluation[name], `${prefix}_${name}`).toBe(metrics[`${prefix}_${name}`])
      }
    }
  })

  test('scores parts and several splits, by the crops that are asked for', async () => {
    const part = (await scored({ split: ['PublicTest[:5]', 'PrivateTest'] })).metadata as EvaluatedSplit
    expect(part).toMatchObject({
      splits: ['PublicTest[:5]', 'PrivateTest'],
      crops: 'centre',
      evaluation: { count: 17 },
    })
    const ten = (await scored({ tta: true })).metadata as EvaluatedSplit
    expect(ten.crops).toBe('ten')
    expect(ten.evaluation.loss).not.toBe(metrics.val_loss)
  })

  test('refuses what it was trained on, images that count twice, other classes and other sizes', async () => {
    await expect(scored({ split: ['Training[10:20]'] })).rejects.toThrow(
      `--split: ${folder} was trained on "Training" of these data`,
    )
    await expect(scored({ split: ['PublicTest', 'PublicTest[:3]'] })).rejects.toThrow(
      'holds images of "PublicTest" again',
    )
    await expect(scored({ split: ['Test'] })).rejects.toThrow('has no split "Test". Its splits: Training, PublicTest')
    await mkdir(at('faces', 'glad'), { recursive: true })
    await sharp(Buffer.alloc(2304), { raw: { width: 48, height: 48, channels: 1 } })
      .png()
      .toFile(at('faces', 'glad', 'a.png'))
    await expect(scored({ data: at('faces'), split: ['all'] })).rejects.toThrow(
      'has the classes glad, but the model knows Angry',
    )
  })

  test('warns of a split of other data that has the name of one that was trained on', async () => {
    const rows = ['emotion,pixels,Usage']
    for (let i = 0; i < 3; i++)
      rows.push(`${i},${Array.from({ length: 2304 }, (_, k) => (i * k) % 256).join(' ')},Training`)
    await writeFile(at('other.csv'), `${rows.join('\n')}\n`)
    const { metadata, lines } = await scored({ data: at('other.csv'), split: ['Training'] })
    expect((metadata as EvaluatedSplit).evaluation.count).toBe(3)
    expect(lines.join('\n')).toMatch(/Warning: the model was trained on "Training" of synthetic faces, 120 of seed 0/)
  })
})

describe('a model folder that cannot be used', () => {
  const copy = async (spoil: (manifest: Record<string, never>) => unknown) => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    await cp(folder, at('model'), { recursive: true })
    await writeFile(at('model', 'manifest.json'), JSON.stringify({ ...manifest, ...Object(spoil(manifest)) }))
    return kept(predict, { model: at('model'), images: [], box: null, tta: false, temperature: 1 })
  }

  test.each([
    [
      'without a description',
      () => ({ description: null }),
      'its labels, its input and what is to be done to an image are',
    ],
    [
      'of a network that only its experiment knows',
      ({ description }: { description: { params: object } }) => ({
        description: { ...description, params: { ...description.params, model: 'mine' } },
      }),
      'holds the model "mine", which is not built in',
    ],
    [
      'whose weights are those of another network',
      ({ description }: { description: { params: object } }) => ({
        description: { ...description, params: { ...description.params, width: 1 / 16 } },
      }),
      'its weights are not those of the model mlp of this version of sweep: dense0.kernel [576, ',
    ],
  ])('%s', async (_, spoil, message) => {
    await expect(copy(spoil as never)).rejects.toThrow(message)
  })
})

describe('predicting photos with a saved model', () => {
  const predicted = (params: Params) => kept(predict, { box: null, tta: false, temperature: 1, ...params })

  test('gives for the images of a split what its evaluation gives, and probabilities that add up to 1', async () => {
    const { images } = synthesizeFaces({ rows: 120, seed: 0 }).splits.PrivateTest!
    const paths = [0, 1, 2].map((i) => at(`${i}.png`))
    for (const [i, path] of paths.entries()) {
      const face = images.slice(i * 2304, (i + 1) * 2304)
      await sharp(face, { raw: { width: 48, height: 48, channels: 1 } })
        .png()
        .toFile(path)
    }
    const split = { split: ['PrivateTest[:3]'], data: null, tta: false, temperature: null }
    const evaluated = (await kept(evaluate, split)) as { tensors: { logits: { data: Float32Array } } }
    const { tensors, metadata } = (await predicted({ images: paths })) as unknown as {
      tensors: { logits: { data: Float32Array } }
      metadata: Predicted
    }
    expect([...tensors.logits.data]).toEqual([...evaluated.tensors.logits.data])
    for (const row of metadata.probabilities) expect(row.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
    const softer = (await predicted({ images: paths, temperature: 4 })).metadata as Predicted
    expect(Math.max(...softer.probabilities[0]!)).toBeLessThan(Math.max(...metadata.probabilities[0]!))
  })

  test('names every photo that cannot be used before any is predicted', async () => {
    await writeFile(at('text.png'), 'no image')
    const images = [at('none.png'), at('text.png')]
    await expect(predicted({ images })).rejects.toThrow(
      /^2 of 2 images cannot be used:\n.*none.png: no such file\n.*text.png: cannot be decoded as an image/,
    )
  })
})

describe('explaining images with a saved model', () => {
  const explained = async (params: Params) => {
    const rest = { images: [], box: null, split: null, data: null, class: null, count: 1, method: 'gradient' }
    const { tensors, metadata } = await kept(explain, { ...rest, temperature: 1, ...params })
    return { tensors, explained: metadata } as unknown as {
      tensors: Readonly<Record<'pixels' | 'maps', { shape: readonly number[]; data: Float32Array }>>
      explained: Explained
    }
  }

  test('takes an example of every class, always the same one, each map scaled as a whole', async () => {
    const { tensors, explained: found } = await explained({})
    expect(found.images.map(({ label }) => label)).toEqual([
      ...['Angry', 'Disgust', 'Fear', 'Happy', 'Sad', 'Surprise', 'Neutral'],
    ])
    expect(tensors.maps.shape).toEqual([7, 24, 24])
    for (let i = 0; i < 7; i++) expect(Math.max(...tensors.maps.data.subarray(i * 576, (i + 1) * 576))).toBe(1)
    const again = await explained({})
    expect(again.explained).toEqual(found)
    expect(again.tensors.maps.data).toEqual(tensors.maps.data)
  })

  test('takes several of one class, and refuses a class that there is not', async () => {
    const { explained: found } = await explained({ class: 'Happy', count: 2, method: 'smooth-grad' })
    expect(found.images.map(({ label }) => label)).toEqual(['Happy', 'Happy'])
    expect(new Set(found.images.map(({ name }) => name)).size).toBe(2)
    await expect(explained({ class: 'Hapy' })).rejects.toThrow('the model has no class "Hapy". Did you mean "Happy"?')
  })
})
