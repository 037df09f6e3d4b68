import type { Json } from '../../core/json.js'
import type { ParameterSpecs } from '../../core/parameter-spec.js'
import type { Params } from '../../core/trial.js'
import { UsageError } from '../../core/usage-error.js'
import type { Augmentation } from '../augment/augmentation.js'
import { noAugmentation } from '../augment/no-augmentation.js'
import type { DataSource } from '../data/data-source.js'
import { models } from '../models/models.js'
import { optimizers } from '../optimizers/optimizers.js'
import type { PlateauOptions } from '../schedules/schedule-options.js'
import { parameters } from './parameters.js'

/** The parameters of a trial of `fer`, typed and complete. */
export interface FerSettings {
  readonly model: keyof typeof models
  readonly width: number
  readonly dropout: number
  readonly optimizer: keyof typeof optimizers
  readonly lr: number
  readonly momentum: number
  readonly weightDecay: number
  readonly batchSize: number
  readonly epochs: number
  readonly schedule: 'constant' | 'plateau' | 'cosine'
  readonly plateau: PlateauOptions
  readonly cosine: { readonly tMax: number; readonly etaMin: number }
  readonly source: DataSource
  /** Undefined for all. */
  readonly trainRows: number | undefined
  readonly augmentation: Augmentation
}

/** Reads the parameters of a trial; what is left out has its default. Throws UsageError for a value of another type. */
export function ferSettings(params: Params): FerSettings {
  const specs: ParameterSpecs = parameters
  const value = (name: keyof typeof parameters): Json => params[name] ?? specs[name]!.default ?? null
  const number = (name: keyof typeof parameters): number => {
    const given = value(name)
    if (typeof given !== 'number') throw new UsageError(`${name}: ${JSON.stringify(given)} is not a number`)
    return given
  }
  const nameIn = <Names extends object>(name: keyof typeof parameters, known: Names): keyof Names => {
    const given = value(name)
    if (typeof given === 'string' && Object.hasOwn(known, given)) return given as keyof Names
    throw new UsageError(`${name}: ${JSON.stringify(given)} is unknown; write one of ${Object.keys(known).join(', ')}`)
  }
  const epochs = number('epochs')
  const data = value('data')
  return {
    model: nameIn('model', models),
    width: number('width'),
    dropout: number('dropout'),
    optimizer: nameIn('optimizer', optimizers),
    lr: number('lr'),
    momentum: number('momentum'),
    weightDecay: number('weight_decay'),
    batchSize: number('batch_size'),
    epochs,
    schedule: nameIn('schedule', { constant: true, plateau: true, cosine: true }),
    plateau: {
      factor: number('plateau_factor'),
      patience: number('plateau_patience'),
      ...{ threshold: 1e-4, thresholdMode: 'rel', cooldown: 0, minLr: 0 },
    },
    cosine: { tMax: number('cosine_t_max') || epochs, etaMin: number('cosine_eta_min') },
    source:
      data === null
        ? { kind: 'synthetic', rows: number('synthetic_rows'), seed: number('data_seed') }
        : { kind: 'file', path: String(data) },
    trainRows: number('train_rows') || undefined,
    augmentation: {
      ...noAugmentation,
      flipProbability: number('flip_probability'),
      shiftProbability: number('shift_probability'),
      shiftFraction: number('shift_fraction'),
    },
  }
}
