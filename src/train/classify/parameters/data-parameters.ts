import type { ParameterSpecs } from '../../../core/parameter-spec.js'
import { defaultRows } from '../../data/default-rows.js'
import type { Defaults } from '../defaults.js'

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
