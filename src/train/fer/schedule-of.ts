import type { Metric } from '../../core/sweep.js'
import { constant } from '../schedules/constant.js'
import { cosine } from '../schedules/cosine.js'
import { plateau } from '../schedules/plateau.js'
import type { Schedule } from '../schedules/schedule.js'
import type { FerSettings } from './settings.js'

/** The schedule that a trial of `fer` asks for. */
export function scheduleOf(
  settings: Pick<FerSettings, 'schedule' | 'lr' | 'plateau' | 'cosine'>,
  goal: Metric['goal'],
): Schedule {
  const { schedule } = settings
  switch (schedule) {
    case 'constant':
      return constant(settings)
    case 'plateau':
      return plateau({ ...settings, goal })
    case 'cosine':
      return cosine(settings)
    default:
      return schedule satisfies never
  }
}
