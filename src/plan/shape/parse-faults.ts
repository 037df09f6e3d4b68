import type { ErrorClass } from '../../core/error-record.js'
import { defaultFaultPolicy, type FaultPolicy, type Retries } from '../../core/fault-policy.js'
import type { SweepData } from './sweep-shape.js'

/** The fault policy that a sweep file states, with the defaults for what it does not speak of. */
export function parseFaults(data: SweepData): FaultPolicy {
  const defaults = defaultFaultPolicy
  const classes = Object.keys(defaults.onFailure) as ErrorClass[]
  const onFailure = classes.map((name): [ErrorClass, Retries] => {
    const { retries, backoff } = data.on_failure?.[name] ?? {}
    const usual = defaults.onFailure[name]
    return [name, { retries: retries ?? usual.retries, backoff: backoff ?? usual.backoff }]
  })
  return {
    onFailure: Object.fromEntries(onFailure) as Record<ErrorClass, Retries>,
    maxConsecutiveFailures: data.max_consecutive_failures ?? defaults.maxConsecutiveFailures,
    stallTimeout: data.stall_timeout ?? defaults.stallTimeout,
    trialTimeout: data.trial_timeout ?? defaults.trialTimeout,
    recycleAfter: data.recycle_after ?? defaults.recycleAfter,
    hostMemory: data.host_memory ?? defaults.hostMemory,
  }
}
