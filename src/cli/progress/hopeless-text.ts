import type { Ending } from '../../conduct/ending.js'
import type { Run } from '../../core/run.js'

/** Why a sweep was stopped after its first trials, and what to do. */
export function hopelessText(run: Run, { error, trials }: Extract<Ending, { how: 'same_failure' }>): string {
  return [
    `Stopped: the first ${trials} trials all failed with the same error, so the others were not started:`,
    `  ${error.name} (${error.class}): ${error.message.replaceAll('\n', '\n  ')}`,
    `When its cause is removed, go on with: sweep resume ${run.name}`,
    'To train all trials whatever the first ones do, write max_consecutive_failures: 0 in the sweep file.',
  ].join('\n')
}
