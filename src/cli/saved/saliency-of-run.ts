import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName } from '../../core/model-folder/model-manifest.js'
import { runPaths } from '../../core/run-paths.js'
import { UsageError } from '../../core/usage-error.js'
import { saliencySvg } from '../../report/pictures/saliency/saliency-svg.js'
import { explainImages } from './explain-images.js'

/**
 * What the retrained model of a run looks at in one example of every class, as SVG; undefined after Ctrl-C.
 * Throws UsageError where no model was kept, or where several are meant; a SweepError.
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

/** The folder of the only model that `sweep retrain` has kept in the run's folder, or of the only one of the trial. */
async function keptModel(runsFolder: string, run: string, trial: number | undefined): Promise<string> {
  const paths = runPaths(runsFolder, run)
  const all = await keptModels(paths.models)
  const ofTrial = trial === undefined ? undefined : paths.model(trial)
  // A model of other parameters than the trial's bears a key behind the number.
  const found = all.filter((model) => ofTrial === undefined || model === ofTrial || model.startsWith(`${ofTrial}-`))
  if (found.length === 1) return found[0]!
  const which = trial === undefined ? '' : ` of trial ${trial}`
  if (found.length === 0) {
    const line = ['sweep retrain', run, ...(trial === undefined ? [] : ['--trial', trial])].join(' ')
    throw new UsageError(`no model${which} was kept in ${paths.models}. Train one first: ${line}`)
  }
  const choice = trial === undefined ? 'Name the trial of one with --trial, or draw one itself' : 'Draw one itself'
  throw new UsageError(
    `there are several models${which}: ${found.join(', ')}. ${choice}: sweep explain ${found[0]} -o DIR`,
  )
}

/** Folders of models that are whole, in their order by name. */
async function keptModels(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new UsageError(`the models in ${folder} cannot be read: ${error.message}`, { cause: error })
  })
  const models = names.sort().map((name) => join(folder, name))
  return models.filter((model) => existsSync(join(model, manifestName)))
}
