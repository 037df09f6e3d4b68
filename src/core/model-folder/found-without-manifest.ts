import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../usage-error.js'
import { manifestName } from './model-manifest.js'

/** The error for a folder whose manifest cannot be read, with what to do: that depends on what lies there instead. */
export async function foundWithoutManifest(folder: string, cause: NodeJS.ErrnoException): Promise<UsageError> {
  const has = (name: string) => existsSync(join(folder, name))
  if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') {
    return new UsageError(`${join(folder, manifestName)} cannot be read: ${cause.message}`, { cause })
  }
  if (!existsSync(folder)) return refused(`${folder} does not exist`)
  if (cause.code === 'ENOTDIR') return refused(`${folder} is no folder`)
  if (has('.retraining')) {
    return new UsageError(
      `${folder} holds a retraining that has not come to its end. The same sweep retrain command goes on with it`,
      { cause },
    )
  }
  if (has('model.json')) {
    return new UsageError(
      `${folder} holds a model without ${manifestName}, as earlier versions of sweep and other programs save one, so that ` +
        `nothing tells whether it is whole. Save it again: ${await commandFor(folder)}`,
      { cause },
    )
  }
  return refused(`${folder} holds no model`)

  function refused(problem: string): UsageError {
    return new UsageError(`${problem}. Name a folder in which sweep retrain has kept a model`, { cause })
  }
}

/** What earlier versions wrote beside a model says which trial it is of. */
async function commandFor(folder: string): Promise<string> {
  try {
    const { run, trial } = JSON.parse(await readFile(join(folder, 'sweep.json'), 'utf8'))
    if (typeof run === 'string' && Number.isInteger(trial)) {
      return `sweep retrain ${run} --trial ${trial} --output ${folder}`
    }
  } catch {
    // Another program's folder: there is no trial to name.
  }
  return `sweep retrain RUN --trial N --output ${folder}`
}
