import type { Metric } from '../../../core/sweep.js'
import { UsageError } from '../../../core/usage-error.js'
import type { Schedule } from '../../schedules/schedule.js'
import { type ScheduleName, schedules } from '../../schedules/schedules.js'
import { warmUp } from '../../schedules/warm-up.js'
import type { ParamReader } from './param-reader.js'

/** The schedule of a trial whose epochs have so many steps each. Throws UsageError where its options do not fit. */
export function scheduleSettings(read: ParamReader, goal: Metric['goal'], stepsPerEpoch: number): Schedule {
  const epochs = read.number('epochs')
  const warmUpEpochs = read.number('warmup_epochs')
  if (warmUpEpochs >= epochs) {
    throw new UsageError(`warmup_epochs: ${warmUpEpochs} leaves no epoch of ${epochs} to the schedule; write fewer`)
  }
  const rest = epochs - warmUpEpochs
  const etaMin = read.number('cosine_eta_min')
  const schedule = schedules[read.oneOf('schedule', Object.keys(schedules) as ScheduleName[])]({
    lr: read.number('lr'),
    goal,
    epochs: rest,
    stepsPerEpoch,
    stepSize: read.number('step_size'),
    gamma: read.number('gamma'),
    milestones: milestones(read),
    plateau: {
      factor: read.number('plateau_factor'),
      patience: read.number('plateau_patience'),
      threshold: read.number('plateau_threshold'),
      thresholdMode: read.oneOf('plateau_threshold_mode', ['rel', 'abs']),
      cooldown: read.number('plateau_cooldown'),
      minLr: read.number('plateau_min_lr'),
    },
    cosine: { tMax: read.number('cosine_t_max') || rest, etaMin },
    restarts: { t0: read.number('restart_t_0'), tMult: read.number('restart_t_mult'), etaMin },
    oneCycle: {
      pctStart: read.number('one_cycle_pct_start'),
      divFactor: read.number('one_cycle_div_factor'),
      finalDivFactor: read.number('one_cycle_final_div_factor'),
      annealing: read.oneOf('one_cycle_annealing', ['cosine', 'linear']),
      threePhase: read.boolean('one_cycle_three_phase'),
      cycleMomentum: read.boolean('one_cycle_momentum'),
      baseMomentum: read.number('one_cycle_base_momentum'),
      maxMomentum: read.number('one_cycle_max_momentum'),
    },
  })
  if (warmUpEpochs === 0) return schedule
  return warmUp({ epochs: warmUpEpochs, startFactor: read.number('warmup_start_factor') }, schedule)
}

function milestones(read: ParamReader): readonly number[] {
  const given = read.value('milestones')
  const list = Array.isArray(given) ? given : []
  const isRising =
    Array.isArray(given) &&
    list.every((epoch, i) => Number.isInteger(epoch) && Number(epoch) > Number(i ? list[i - 1] : 0))
  if (isRising) return list as readonly number[]
  throw new UsageError(
    `milestones: ${JSON.stringify(given)} is not a list of rising epochs; write { value: [30, 60] }, or [[30, 60]], for changes after them`,
  )
}
