import type { Json } from '../../../core/json.js'
import { UsageError } from '../../../core/usage-error.js'
import type { SplitsRequest } from '../../data/load-splits.js'
import type { ParamReader } from './param-reader.js'

/** What to load for a trial. */
export function dataSettings(read: ParamReader): SplitsRequest {
  const data = read.value('data')
  const ferplus = read.value('ferplus')
  const labels = read.oneOf('labels', ['own', 'ferplus'])
  if (labels === 'ferplus' && ferplus === null) {
    throw new UsageError('labels: ferplus needs its votes; write ferplus: PATH of fer2013new.csv, gzipped or not')
  }
  return {
    source:
      data === null
        ? { kind: 'synthetic', rows: read.number('synthetic_rows'), seed: read.number('data_seed') }
        : { kind: 'file', path: String(data), imageSize: read.number('image_size') || undefined },
    train: splitNames('train', read.value('train')),
    validation: splitNames('validation', read.value('validation')),
    test: splitNames('test', read.value('test')),
    trainRows: read.number('train_rows') || undefined,
    equalize: read.boolean('equalize'),
    dropLeaks: read.boolean('drop_leaks'),
    labels,
    ferplus: ferplus === null ? null : String(ferplus),
  }
}

/** A name, a list of names, or null for none. */
function splitNames(parameter: string, given: Json): readonly string[] {
  const names = given === null ? [] : Array.isArray(given) ? given : [given]
  if (names.every((name) => typeof name === 'string')) return names as readonly string[]
  throw new UsageError(
    `${parameter}: ${JSON.stringify(given)} is not the name of a split; write a name, { value: [NAME, NAME] } or null`,
  )
}
