import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UsageError } from '../core/errors.js'
import { writeFileSafely } from '../core/files.js'
import { manifestName, readModelFolder } from '../core/model-folder.js'
import { runPaths } from '../core/run.js'
import { chooseEngine } from '../engine/choice.js'
import { drawPng } from '../report/pictures/drawing.js'
import type { ShownSaliency } from '../report/pictures/saliency.js'
import { saliencySvg } from '../report/pictures/saliency.js'
import { carryOut, type EngineChoice, type TaskEnvironment } from '../runs/saved-task.js'
import { requireClassifier } from '../vision/saved/classifier.js'
import type { Explained, ExplainParams } from '../vision/saved/explanation.js'
import { temperatureOf } from './temperature.js'

type Request = EngineChoice & Omit<ExplainParams, 'model' | 'temperature'>

/** Explains what a saved model sees in images; undefined where it was told to stop. Throws a SweepError. */
export async function explainImages(
  model: string,
  request: Request,
  environment: TaskEnvironment,
): Promise<ShownSaliency | undefined> {
  requireClassifier(await readModelFolder(model))
  const temperature = (await temperatureOf(model)) ?? 1
  const engine = await chooseEngine(request.engine)
  const { images, box, split, data, count, method } = request
  const params = {
    model: resolve(model),
    images: images.map((image) => resolve(image)),
    box: box && { ...box },
    ...{ split, data: data && resolve(data), class: request.class, count, method, temperature },
  } satisfies ExplainParams
  const found = await carryOut(
    {
      module: new URL('../vision/saved/explanation.js', import.meta.url).href,
      params,
      engine,
      threads: request.threads,
      metric: 'images',
      artifact: 'saliency',
    },
    environment,
  )
  if (found === undefined) return undefined
  const { tensors, metadata } = found
  const explained = metadata as unknown as Explained
  const [pixels, maps] = [tensors.pixels!.data as Float32Array, tensors.maps!.data as Float32Array]
  const side = tensors.pixels!.shape[1]!
  const part = (all: Float32Array, i: number) => all.subarray(i * side * side, (i + 1) * side * side)
  const name = (i: number) => images[i] ?? explained.images[i]!.name
  return {
    lines: [methodTexts[method], ...sourceLines(explained), ...kindLines(temperature)],
    side,
    images: explained.images.map((image, i) => ({
      ...image,
      name: name(i),
      pixels: part(pixels, i),
      map: part(maps, i),
    })),
  }
}

const methodTexts = {
  gradient: 'Gradient of the highest logit with respect to the pixels, absolute; bright is what matters most.',
  'smooth-grad':
    'SmoothGrad: mean gradient of the highest logit over 50 noisy copies, absolute; bright is what matters most.',
  'integrated-gradients':
    'Integrated gradients of the highest logit from a black image, absolute; bright is what matters most.',
} as const satisfies Record<ExplainParams['method'], string>

function sourceLines({ splits, data }: Explained): readonly string[] {
  if (splits === null) return []
  return ['Examples are those recognized most surely, where any were.', `${splits.join(' + ')} of ${data}`]
}

function kindLines(temperature: number): readonly string[] {
  return temperature === 1 ? [] : [`Probabilities are calibrated: logits / ${temperature.toPrecision(3)}.`]
}

/**
 * What the retrained model of a run looks at in one example of every class, as SVG; undefined where it was told to stop.
 * Throws UsageError where no model was kept, or where several are meant; a SweepError.
 */
export async function saliencyOfRun(
  runsFolder: string,
  run: string,
  trial: number | undefined,
  environment: TaskEnvironment,
): Promise<string | undefined> {
  const model = await keptModel(runsFolder, run, trial)
  const examples = { images: [], box: null, split: null, data: null, class: null, count: 1 }
  const shown = await explainImages(model, { ...examples, method: 'gradient', engine: 'auto', threads: 1 }, environment)
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

/**
 * Writes `gallery.svg` and `gallery.png` with all images, and a PNG for every class with those of it: of its true class
 * where that is known, else of the predicted one. Gives the paths.
 */
export async function writeGallery(folder: string, model: string, shown: ShownSaliency): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const svg = await saliencySvg(`What ${model} looks at`, shown)
  const files: [string, string | Uint8Array][] = [
    ['gallery.svg', svg],
    ['gallery.png', await drawPng(svg)],
  ]
  const classOf = ({ label, predicted }: ShownSaliency['images'][number]) => label ?? predicted
  for (const name of new Set(shown.images.map(classOf))) {
    const images = shown.images.filter((image) => classOf(image) === name)
    const own = await saliencySvg(`What ${model} looks at: ${name}`, { ...shown, images })
    files.push([fileName(name, files), await drawPng(own)])
  }
  for (const [name, content] of files) await writeFileSafely(join(folder, name), content)
  return files.map(([name]) => join(folder, name))
}

/** Classes may be named in any way, and two of them alike but for what a file should not be called. */
function fileName(name: string, files: readonly (readonly [string, unknown])[]): string {
  const plain = `class-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  const isTaken = (file: string) => files.some(([other]) => other === file)
  let file = `${plain}.png`
  for (let i = 2; isTaken(file); i++) file = `${plain}-${i}.png`
  return file
}
