import type { Ending } from '../../conduct/conduct.js'
import type { Retry } from '../../conduct/retries.js'
import { placeText } from '../../core/errors.js'
import { isFixed } from '../../core/parameter.js'
import type { Conditions, Run } from '../../core/run.js'
import type { Metric, Sweep } from '../../core/sweep.js'
import { showDuration } from '../../core/texts.js'
import type { Outcome, Reading, Trial } from '../../core/trial.js'
import { numberText } from '../../report/values.js'

/** A trial in a few words: its number, those of its parameters that are not fixed, and its seed when there are several. */
export function trialLabel(sweep: Sweep, trial: Trial): string {
  const fixed = new Set(sweep.parameters.filter(isFixed).map(({ name }) => name))
  const words = Object.entries(trial.params).flatMap(([name, value]) =>
    fixed.has(name) ? [] : [`${name}=${showValue(value)}`],
  )
  if (sweep.seeds.length > 1) words.push(`seed=${trial.seed}`)
  return [`trial ${trial.number}`, ...words].join(' ')
}

function showValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** How an attempt ended and what follows, in one line. */
export function outcomeText(metric: Metric, outcome: Outcome, value: number | null, retry?: Retry): string {
  switch (outcome.status) {
    case 'complete':
      return value === null ? 'complete' : `complete, ${metric.name} ${numberText(value)}`
    case 'pruned':
      return `pruned: ${outcome.reason}`
    case 'failed':
      return `failed (${outcome.error.class}): ${outcome.error.message}${placeText(outcome.error)}${retry ? `\n  ${retryText(retry)}` : ''}`
    case 'interrupted':
      return `interrupted: ${outcome.reason}`
    default:
      return outcome satisfies never
  }
}

function retryText({ task, milliseconds }: Retry): string {
  if (task.alone) return 'It is tried again alone, when everything else has ended.'
  const when = milliseconds === 0 ? '' : ` in ${showDuration(milliseconds / 1000)}`
  return `It is tried again${when}, from its last checkpoint.`
}

/** `step 4, val_accuracy 0.7123, 1.2 s` */
export function readingText(metric: Metric, { step, metrics, seconds }: Reading): string {
  const value = metrics[metric.name]
  const shown = value === undefined ? [] : [`${metric.name} ${numberText(value)}`]
  return [`step ${step}`, ...shown, `${showDuration(seconds)}/step`].join(', ')
}

/** What a trial goes on from: a trial's number may be another's since its sweep was edited, its parameters are its own. */
export function continuedText(trial: Trial, from: Pick<Trial, 'params'>): string {
  const others = Object.entries(from.params).filter(([name, value]) => value !== trial.params[name])
  const words = others.filter(([, value]) => typeof value === 'number').map(([name, value]) => `${name}=${value}`)
  return `continued from the finished trial with ${words.join(' ') || 'fewer steps'}`
}

/** What a run trains with: `wasm 4.22.0`, or `tensorflow … on a GPU`. */
export function engineText({ engine, engineVersion, device }: Conditions): string {
  return `${engine} ${engineVersion}${device === 'gpu' ? ' on a GPU' : ''}`
}

/** Why a sweep was stopped after its first trials, and what to do. */
export function hopelessText(run: Run, { error, trials }: Extract<Ending, { how: 'same_failure' }>): string {
  return [
    `Stopped: the first ${trials} trials all failed with the same error, so the others were not started:`,
    `  ${error.name} (${error.class}): ${error.message.replaceAll('\n', '\n  ')}${placeText(error)}`,
    `When its cause is removed, go on with: sweep resume ${run.name}`,
    'To train all trials whatever the first ones do, write max_consecutive_failures: 0 in the sweep file.',
  ].join('\n')
}
