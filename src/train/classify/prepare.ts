import type { ParameterValues } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { ParameterSpecs } from '../../core/parameter-spec.js'
import { loadSplits, type SplitsRequest } from '../data/load-splits.js'
import { refuseScoringOfTrained } from '../data/refuse-scoring-of-trained.js'
import { modelNamed } from '../models/model-named.js'
import { cropSide } from './crop-side.js'
import { dataSettings } from './settings/data-settings.js'
import { paramReader } from './settings/param-reader.js'

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
  'drop_leaks',
  'labels',
  'ferplus',
  'crop_size',
  'model',
  'width',
]

/**
 * Loads all the images that a sweep names, so that caches are written, and bad data or a network that does not fit it stops
 * the sweep.
 */
export async function prepareImages(
  specs: ParameterSpecs,
  values: ParameterValues,
  log: (line: string) => void,
): Promise<void> {
  for (const params of combinations(names.map((name) => [name, values[name] ?? []] as const))) {
    const read = paramReader(specs, params)
    const request = dataSettings(read)
    if (!isScorable(request)) continue
    const { shape, classes } = await loadSplits(request, log)
    const crop = cropSide(read.number('crop_size') || undefined, shape)
    const sizes = { width: read.number('width'), dropout: 0, classes: classes.length, input: [crop, crop, 1] } as const
    modelNamed(String(read.value('model')))(sizes)
  }
}

/** Values that move together, as the folds of a cross-validation, meet here in combinations that no trial has. */
function isScorable(request: SplitsRequest): boolean {
  try {
    refuseScoringOfTrained(request)
    return true
  } catch {
    return false
  }
}

/** The last axis varies fastest, so that no data is loaded twice. */
function* combinations(axes: readonly (readonly [string, readonly Json[]])[]): Generator<Record<string, Json>> {
  const [first, ...rest] = axes
  if (first === undefined) return yield {}
  const [name, values] = first
  if (values.length === 0) yield* combinations(rest)
  for (const value of values) for (const others of combinations(rest)) yield { [name]: value, ...others }
}
