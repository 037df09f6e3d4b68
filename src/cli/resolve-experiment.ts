import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { didYouMean } from '../core/did-you-mean.js'
import type { SweepFile } from '../plan/sweep-file.js'
import { planErrorAt } from '../plan/sweep-file.js'
import { builtinExperiments } from '../vision/experiments.js'

/** The URL of the module of a sweep's experiment, built in or the user's own. Throws PlanError when there is none. */
export function resolveExperiment(file: SweepFile): string {
  const { experiment } = file.sweep
  const builtin = Object.hasOwn(builtinExperiments, experiment) ? builtinExperiments[experiment] : undefined
  if (builtin) return builtin.href

  if (!/^\.{0,2}[\\/]/.test(experiment)) {
    const names = Object.keys(builtinExperiments)
    throw planErrorAt(
      file,
      'experiment',
      `there is no built-in experiment "${experiment}"`,
      `${didYouMean(experiment, names)}Built in: ${names.join(', ')}. Your own: its path, as ./my-experiment.ts`,
    )
  }
  const path = resolve(dirname(file.file), experiment)
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw planErrorAt(file, 'experiment', `there is no file ${path}`, 'The path is relative to the sweep file')
  }
  return pathToFileURL(path).href
}
