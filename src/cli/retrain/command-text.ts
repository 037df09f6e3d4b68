import { shellText } from '../shell-text.js'
import type { RetrainWishes } from './retrain-wishes.js'

/** The command that does the same again, whatever the best point is by then. */
export function commandText(run: string, trial: number, wishes: RetrainWishes): string {
  const { overrides, seeds, combine, epochs, test, output, runsDir } = wishes
  const words = [
    ...['sweep', 'retrain', run, ...overrides, '--trial', String(trial)],
    ...(seeds === 1 ? [] : ['--seeds', String(seeds)]),
    ...(combine === undefined ? [] : ['--combine', combine.join(',')]),
    ...(epochs === undefined ? [] : ['--epochs', String(epochs)]),
    ...(test === undefined ? [] : test === true ? ['--test'] : ['--test', test.join(',')]),
    ...(output === undefined ? [] : ['--output', output]),
    ...(runsDir === 'runs' ? [] : ['--runs-dir', runsDir]),
  ]
  return shellText(words)
}
