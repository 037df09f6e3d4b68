import type { ParameterSpecs } from '../../core/parameter-spec.js'
import type { Params } from '../../core/trial.js'
import { UsageError } from '../../core/usage-error.js'
import { refuseScoringOfTrained } from '../data/refuse-scoring-of-trained.js'
import { settingsOf } from './settings/settings.js'

const names = ['train', 'validation', 'test'] as const

/**
 * What changes for a training on the splits of `train` and others joined. Without a validation split no metric tells when
 * to stop: every epoch is trained, and a schedule that waits for a metric is refused, with UsageError.
 */
export function combineSplits(specs: ParameterSpecs, params: Params, parts: readonly string[]): Params {
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
