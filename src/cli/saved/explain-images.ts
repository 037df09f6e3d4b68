import { resolve } from 'node:path'
import { readModelFolder } from '../../core/model-folder/read-model-folder.js'
import { chooseEngine } from '../../engine/choose-engine.js'
import type { ShownSaliency } from '../../report/pictures/saliency/shown-saliency.js'
import { requireClassifier } from '../../vision/saved/classifier.js'
import type { Explained, ExplainParams } from '../../vision/saved/explanation.js'
import { carryOut } from './carry-out.js'
import type { SavedOptions } from './saved-options.js'
import { temperatureOf } from './temperature-of.js'

type Request = SavedOptions & Omit<ExplainParams, 'model' | 'temperature'>

/** Explains what a saved model sees in images; undefined after Ctrl-C. Throws a SweepError. */
export async function explainImages(model: string, request: Request): Promise<ShownSaliency | undefined> {
  requireClassifier(await readModelFolder(model))
  const temperature = (await temperatureOf(model)) ?? 1
  const engine = await chooseEngine(request.engine)
  const { images, box, split, data, count, method } = request
  const params = {
    model: resolve(model),
    images: images.map((image) => resolve(image)),
    box: box && { ...box },
    ...{ split, data: data && resolve(data), class: request.class, count, method, temperature },
  } satisfies ExplainParams
  const found = await carryOut({
    module: new URL('../../vision/saved/explanation.js', import.meta.url).href,
    params,
    engine,
    threads: request.threads,
    metric: 'images',
    artifact: 'saliency',
  })
  if (found === undefined) return undefined
  const { tensors, metadata } = found
  const explained = metadata as unknown as Explained
  const [pixels, maps] = [tensors.pixels!.data as Float32Array, tensors.maps!.data as Float32Array]
  const side = tensors.pixels!.shape[1]!
  const part = (all: Float32Array, i: number) => all.subarray(i * side * side, (i + 1) * side * side)
  const name = (i: number) => images[i] ?? explained.images[i]!.name
  return {
    lines: [methodTexts[method], ...sourceLines(explained), ...kindLines(temperature)],
    side,
    images: explained.images.map((image, i) => ({
      ...image,
      name: name(i),
      pixels: part(pixels, i),
      map: part(maps, i),
    })),
  }
}

const methodTexts = {
  gradient: 'Gradient of the highest logit with respect to the pixels, absolute; bright is what matters most.',
  'smooth-grad':
    'SmoothGrad: mean gradient of the highest logit over 50 noisy copies, absolute; bright is what matters most.',
  'integrated-gradients':
    'Integrated gradients of the highest logit from a black image, absolute; bright is what matters most.',
} as const satisfies Record<ExplainParams['method'], string>

function sourceLines({ splits, data }: Explained): readonly string[] {
  if (splits === null) return []
  return ['Examples are those recognized most surely, where any were.', `${splits.join(' + ')} of ${data}`]
}

function kindLines(temperature: number): readonly string[] {
  return temperature === 1 ? [] : [`Probabilities are calibrated: logits / ${temperature.toPrecision(3)}.`]
}
