import { basename, dirname } from 'node:path'
import type { Analysis } from '../../analyze/analysis.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import type { Reproduce } from '../../report/html/html-input.js'
import { shellText } from '../shell-text.js'

/** How to get the numbers of a run again: its commit, the command with everything that they depend on, the winner. */
export function reproduceOf(run: Run, analysis: Analysis, runsFolder: string): Reproduce {
  const { conditions, provenance, overrides, sweepFile } = run
  const { folder, codeDiff } = runPaths(runsFolder, run.name)
  const git = provenance?.git ?? null
  const engine = ['--engine', conditions.engine, '--threads', String(conditions.threads)]
  // Without a word of it, TensorFlow takes the GPUs that it finds.
  const gpus = conditions.engine === 'tensorflow' && conditions.device === 'cpu' ? ['--gpus', 'none'] : []
  const runs = runsFolder === 'runs' ? [] : ['--runs-dir', runsFolder]
  const best = analysis.points[0]
  return {
    commands: [
      ...(git
        ? [{ purpose: 'Get the code of the experiment.', command: shellText(['git', 'checkout', git.commit]) }]
        : []),
      ...(git?.dirty
        ? [
            {
              purpose: 'Add what had been changed beside that commit.',
              command: shellText(['git', 'apply', codeDiff(provenance?.changes?.length ?? 0)]),
            },
          ]
        : []),
      {
        purpose: 'Train everything again, as another run.',
        command: runCommand(sweepFile, overrides ?? [], [...engine, ...gpus]),
      },
      ...(best
        ? [
            {
              purpose: 'Train the best point alone and save its model.',
              command: shellText(['sweep', 'retrain', run.name, '--trial', String(best.trials[0]!), ...runs]),
            },
          ]
        : []),
    ],
    notes: [
      `The same code, data, engine (${conditions.engine} ${conditions.engineVersion}) and threads give the same numbers, whatever the number of workers.`,
      ...(overrides === null
        ? ['An older version of sweep made the run, which did not keep its key=value overrides.']
        : []),
      ...(provenance?.changes?.length
        ? ['Changes were allowed while it ran, so that no one command gives all of its numbers.']
        : []),
      `Everything that was kept of the run lies in ${folder}. Relative paths in the sweep start from the folder of ${sweepFile}.`,
    ],
  }
}

/** Paths in the overrides that are kept start from the folder of the sweep file. */
function runCommand(sweepFile: string, overrides: readonly string[], options: readonly string[]): string {
  const folder = dirname(sweepFile)
  if (overrides.length === 0 || folder === '.') return shellText(['sweep', 'run', sweepFile, ...overrides, ...options])
  return `${shellText(['cd', folder])} && ${shellText(['sweep', 'run', basename(sweepFile), ...overrides, ...options])}`
}
