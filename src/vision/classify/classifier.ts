import { UsageError } from '../../core/errors.js'
import type { Continues, ExperimentDefinition, LearningRates } from '../../core/experiment.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import type { Metric } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import type { Tf } from '../../engine/engine.js'
import { paramReader } from '../../nn/parameters.js'
import { scheduleParameters, scheduleSettings } from '../../nn/schedules/registry.js'
import { ratesByEpoch } from '../../nn/schedules/schedule.js'
import { refuseScoringOfTrained } from '../data/splits/choice.js'
import { prepareImages } from './preparation.js'
import { metricNamesOf } from './scoring.js'
import { type Defaults, imageDefaults } from './settings/defaults.js'
import { parametersOf, settingsOf } from './settings/settings.js'
import { classify } from './training-loop.js'

/**
 * An experiment that trains a network to tell the class of an image, with these defaults of its parameters in place of
 * those of `images`. A model that was registered before can be asked for by its name.
 */
export function defineClassifier(defaults: Partial<Defaults> = {}) {
  const parameters = parametersOf({ ...imageDefaults, ...defaults })
  return {
    parameters,
    metrics: ['train_loss', 'train_accuracy', ...metricNamesOf('val'), 'lr', ...metricNamesOf('test')],
    combine: (params, parts) => combineSplits(parameters, params, parts),
    continues: continuesByEpochs,
    learningRates: learningRates(parameters),
    check: (params, metric) => refusePoint(parameters, params, metric),
    prepare: (_, log, { points }) => prepareImages(parameters, points, log),
    run: (trial, context) => classify(parameters, trial, context),
  } satisfies ExperimentDefinition<Tf>
}

/** Throws UsageError for a point whose parameters do not fit one another, or that would never report the metric. */
function refusePoint(specs: ParameterSpecs, params: Params, metric: Metric): void {
  const settings = settingsOf(specs, params)
  const { train, validation, test } = settings.data
  refuseScoringOfTrained(settings.data)
  if (train.length === 0) throw new UsageError('train: no split to train on; write the name of one')
  const prefix = /^(val|test)_/.exec(metric.name)?.[1]
  const [parameter, splits] = prefix === 'val' ? (['validation', validation] as const) : (['test', test] as const)
  if (prefix !== undefined && splits.length === 0) {
    throw new UsageError(
      `the metric "${metric.name}" needs a split to score: name one in ${parameter}, or optimize another metric`,
    )
  }
  const { read } = settings
  // The number of steps does not decide whether a schedule can be.
  scheduleSettings(read, metric.goal, 1)
  if (
    read.value('schedule') === 'one_cycle' &&
    read.boolean('one_cycle_momentum') &&
    !settings.optimizer.cyclesMomentum
  ) {
    throw new UsageError(
      `one_cycle_momentum: the optimizer ${read.value('optimizer')} has no momentum to move; write false, or take another one`,
    )
  }
  const whatWaits =
    read.value('schedule') === 'plateau' ? 'schedule: plateau' : settings.patience > 0 ? 'patience' : undefined
  if (prefix === 'test' && whatWaits !== undefined) {
    throw new UsageError(
      `${whatWaits} looks at ${metric.name} after every epoch, but the test split is scored once, at the end; ` +
        'optimize a metric of the validation split',
    )
  }
}

const names = ['train', 'validation', 'test'] as const

/**
 * What changes for a training on the splits of `train` and others joined. Without a validation split no metric tells when
 * to stop: every epoch is trained, and a schedule that waits for a metric is refused, with UsageError.
 */
function combineSplits(specs: ParameterSpecs, params: Params, parts: readonly string[]): Params {
  const unknown = parts.find((part) => !names.some((name) => name === part))
  if (unknown !== undefined || parts[0] !== 'train' || parts.length < 2 || new Set(parts).size < parts.length) {
    throw new UsageError(
      `--combine ${parts.join(',')}: write train and what is joined to it, as train,validation; there are ${names.join(', ')}`,
    )
  }
  const { data, patience, read } = settingsOf(specs, params)
  const left = (name: (typeof names)[number]) => (parts.includes(name) ? [] : data[name])
  const joined = names.filter((name) => parts.includes(name)).flatMap((name) => data[name])
  const choice = { train: joined, validation: left('validation'), test: left('test') }
  refuseScoringOfTrained(choice)
  const changed = Object.fromEntries(parts.map((part) => [part, part === 'train' ? joined : null]))
  if (choice.validation.length > 0) return changed
  if (read.value('schedule') === 'plateau') {
    throw new UsageError(
      '--combine: schedule: plateau looks at the validation split after every epoch, and none is left; ' +
        'combine a trial with another schedule, or write schedule=NAME behind the command',
    )
  }
  return patience > 0 ? { ...changed, patience: 0 } : changed
}

/** More epochs go on where fewer ended, unless the schedule spans all of them. */
const continuesByEpochs = {
  parameter: 'epochs',
  when: ({ schedule, cosine_t_max: tMax }) => schedule !== 'one_cycle' && (schedule !== 'cosine' || tMax !== 0),
} satisfies Continues

/** Of one cycle, how many steps an epoch has moves the rates a little; before the data is loaded nobody knows it. */
const assumedSteps = 100

/** The learning rates of a trial of a classifier. */
function learningRates(specs: ParameterSpecs): LearningRates {
  return {
    parameters: ['lr', 'epochs', ...Object.keys(scheduleParameters())],
    of: (params) => {
      const read = paramReader(specs, params)
      return ratesByEpoch(scheduleSettings(read, 'maximize', assumedSteps), read.number('epochs'))
    },
    note: ({ schedule }) => {
      if (schedule === 'plateau') return 'as if the metric never got better'
      return schedule === 'one_cycle' ? `with ${assumedSteps} steps in an epoch` : undefined
    },
  }
}
