import type { StartingPoint } from '../../core/experiment.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import { randomStream } from '../../core/random.js'
import type { Params } from '../../core/trial.js'
import { refuseIdleAverage } from '../../nn/optimizers/asgd.js'
import { loadSplits } from '../data/splits/loading.js'
import { settingsOf } from './settings/settings.js'
import { cropSide, modelFor, stepsPerEpoch } from './setup.js'
import { startingWeights } from './starting-weights.js'

/** What decides which images a trial sees, and whether its model fits them. */
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
 * Loads all the images that points of a sweep name, so that caches are written, and bad data, a model that does not fit
 * it, or weights that do not fit the model stop the sweep.
 */
export async function prepareImages(
  specs: ParameterSpecs,
  points: readonly Params[],
  log: (line: string) => void,
): Promise<void> {
  for (const alike of groupPoints(points)) {
    const settings = settingsOf(specs, alike[0]!)
    const { shape, classes, training } = await loadSplits(settings.data, log)
    const model = modelFor(settings, classes.length, cropSide(settings.cropSize, shape))
    const from = settings.read.value('init_from') as StartingPoint | null
    if (from !== null) {
      const drawn = model.init((name) => randomStream(0, name))
      await startingWeights(drawn, from, settings.data)
    }
    for (const point of alike) {
      const each = settingsOf(specs, point)
      refuseIdleAverage(each.read, stepsPerEpoch(training.count, each))
    }
  }
}

/** Points that agree in those names; groups of equal data next to one another, so that none is loaded twice. */
function groupPoints(points: readonly Params[]): readonly (readonly Params[])[] {
  const groups = new Map<string, Params[]>()
  for (const point of points) {
    const key = JSON.stringify(names.map((name) => (Object.hasOwn(point, name) ? [point[name]] : [])))
    const group = groups.get(key)
    if (group) group.push(point)
    else groups.set(key, [point])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}
