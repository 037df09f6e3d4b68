import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { runPaths } from '../../core/run-paths.js'
import { UsageError } from '../../core/usage-error.js'
import { saliencySvg } from '../../report/pictures/saliency/saliency-svg.js'
import { explainImages } from './explain-images.js'

/**
 * What the retrained model of a run looks at in one example of every class, as SVG; undefined after Ctrl-C.
 * Throws UsageError where no model was kept, or where only `trial` tells which of several is meant; a SweepError.
 */
export async function saliencyOfRun(
  runsFolder: string,
  run: string,
  trial: number | undefined,
): Promise<string | undefined> {
  const model = await keptModel(runsFolder, run, trial)
  const examples = { images: [], box: null, split: null, data: null, class: null, count: 1 }
  const shown = await explainImages(model, { ...examples, method: 'gradient', engine: 'auto', threads: 1 })
  return shown && saliencySvg(`What ${model} looks at`, shown)
}

/** The folder of the only model that was kept where `sweep retrain` puts it by itself, or of that of the trial. */
async function keptModel(runsFolder: string, run: string, trial: number | undefined): Promise<string> {
  const folder = dirname(runPaths(runsFolder, run).model(1))
  const names: readonly string[] = await readdir(folder).catch(() => [])
  const ofTrial = trial === undefined ? undefined : basename(runPaths(runsFolder, run).model(trial))
  // A model of other parameters than the trial's bears a key behind the number.
  const found = names.filter((name) => ofTrial === undefined || name === ofTrial || name.startsWith(`${ofTrial}-`))
  if (found.length === 1) return join(folder, found[0]!)
  const which = ofTrial === undefined ? '' : ` of trial ${trial}`
  if (found.length === 0) {
    const line = ['sweep retrain', run, ...(trial === undefined ? [] : ['--trial', trial])].join(' ')
    throw new UsageError(`no model${which} was kept in ${folder}. Train one first: ${line}`)
  }
  throw new UsageError(
    `${folder} holds several models${which}: ${found.sort().join(', ')}. Name a trial with --trial, or a model itself: sweep explain ${join(folder, found[0]!)} -o DIR`,
  )
}
