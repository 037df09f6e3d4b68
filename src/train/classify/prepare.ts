import type { ParameterSpecs } from '../../core/parameter-spec.js'
import { randomStream } from '../../core/random.js'
import type { StartingPoint } from '../../core/starting-point.js'
import type { Params } from '../../core/trial.js'
import { loadSplits } from '../data/load-splits.js'
import { modelNamed } from '../models/model-named.js'
import { cropSide } from './crop-side.js'
import { dataSettings } from './settings/data-settings.js'
import { paramReader } from './settings/param-reader.js'
import { startingWeights } from './starting-weights.js'

/** What decides which images a trial sees, and whether its network fits them. */
const names = [
  'data',
  'image_size',
  'synthetic_rows',
  'data_seed',
  'train',
  'validation',
  'test',
  'train_rows',
  'equalize',
  'drop_leaks',
  'labels',
  'ferplus',
  'crop_size',
  'model',
  'width',
  'init_from',
]

/**
 * Loads all the images that points of a sweep name, so that caches are written, and bad data, a network that does not fit
 * it, or weights that do not fit the network stop the sweep.
 */
export async function prepareImages(
  specs: ParameterSpecs,
  points: readonly Params[],
  log: (line: string) => void,
): Promise<void> {
  for (const params of distinct(points)) {
    const read = paramReader(specs, params)
    const request = dataSettings(read)
    const { shape, classes } = await loadSplits(request, log)
    const crop = cropSide(read.number('crop_size') || undefined, shape)
    const sizes = { width: read.number('width'), dropout: 0, classes: classes.length, input: [crop, crop, 1] } as const
    const network = modelNamed(String(read.value('model')))(sizes)
    const from = read.value('init_from') as StartingPoint | null
    if (from !== null)
      await startingWeights(
        network.init((name) => randomStream(0, name)),
        from,
        request,
      )
  }
}

/** The points as far as those names decide, each once; equal data next to one another, so that none is loaded twice. */
function distinct(points: readonly Params[]): readonly Params[] {
  const seen = new Map<string, Params>()
  for (const point of points) {
    const part = names.flatMap((name) => (Object.hasOwn(point, name) ? [[name, point[name]] as const] : []))
    seen.set(JSON.stringify(part), Object.fromEntries(part) as Params)
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, point]) => point)
}
