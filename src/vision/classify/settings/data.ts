import { UsageError } from '../../../core/errors.js'
import type { Json } from '../../../core/json.js'
import type { ParameterSpecs } from '../../../core/parameter.js'
import type { ParamReader } from '../../../nn/parameters.js'
import { defaultRows } from '../../data/faces/synthesis.js'
import type { SplitsRequest } from '../../data/splits/loading.js'
import type { Defaults } from './defaults.js'

/** The images, and which of them are trained on and which only scored. */
export function dataParameters({ train, validation, test, synthesizes }: Defaults) {
  return {
    data: {
      type: 'path',
      // Without a default a sweep file has to name it.
      ...(synthesizes ? { default: null } : {}),
      description: `fer2013.csv, a folder of IDX files, or a folder of images by class${
        synthesizes ? '; null draws synthetic faces' : ''
      }`,
    },
    image_size: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'side in pixels that a folder of image files is resized to; 0 where they are of one size',
    },
    train: { type: 'json', default: train, description: 'the split to train on; a list joins several' },
    validation: {
      type: 'json',
      default: validation,
      description: 'the split to score after every epoch; null for none',
    },
    test: {
      type: 'json',
      default: test,
      description: 'the split to score at the end, with the best weights; null for none',
    },
    train_rows: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'train on the first so many training images; 0 stands for all',
    },
    drop_leaks: {
      type: 'boolean',
      default: false,
      description: 'leave out training images that also stand, byte for byte, in a split that is scored',
    },
    labels: {
      type: 'string',
      values: ['own', 'ferplus'],
      default: 'own',
      description: "the data's own labels, or the votes of FER+",
    },
    ferplus: {
      type: 'path',
      default: null,
      description: "labels ferplus: the votes, FER+'s fer2013new.csv, gzipped or not",
    },
    equalize: { type: 'boolean', default: false, description: 'equalize the histogram of every image' },
    ...(synthesizes
      ? {
          synthetic_rows: {
            type: 'integer',
            default: defaultRows,
            min: 70,
            description: 'synthetic faces in all splits together',
          },
          data_seed: { type: 'integer', default: 0, min: 0, description: 'seed of the synthetic faces' },
        }
      : {}),
  } as const satisfies ParameterSpecs
}

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
