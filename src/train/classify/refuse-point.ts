import type { ParameterSpecs } from '../../core/parameter-spec.js'
import type { Metric } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { UsageError } from '../../core/usage-error.js'
import { refuseScoringOfTrained } from '../data/refuse-scoring-of-trained.js'
import { scheduleSettings } from './settings/schedule-settings.js'
import { settingsOf } from './settings/settings.js'

/** Throws UsageError for a point whose parameters do not fit one another, or that would never report the metric. */
export function refusePoint(specs: ParameterSpecs, params: Params, metric: Metric): void {
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
