import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { freshId } from '../../core/fresh-id.js'
import { type Holder, isGone, thisHolder } from '../../core/holder.js'
import { UsageError } from '../../core/usage-error.js'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { unfinishedFolder } from './seed-folder.js'

/**
 * Holds the folder of a model, so that no two retrainings write the same checkpoints: gives what lets it go. A process that
 * is gone holds nothing. Throws UsageError that names the one that holds it.
 */
export async function holdFolder(output: string): Promise<() => Promise<void>> {
  const folder = unfinishedFolder(output)
  await mkdir(folder, { recursive: true })
  const own = join(folder, `holder-${freshId()}.json`)
  // Each says first that it is there and looks for others then: of two at once, one at least sees the other.
  await writeFileSafely(own, JSON.stringify(thisHolder()))
  const letGo = () => rm(own, { force: true })
  try {
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      if (!/^holder-.*\.json$/.test(name) || path === own) continue
      const holder = await holderIn(path)
      if (holder === undefined) continue
      if (!isGone(holder)) throw held(holder, path, output)
      await rm(path, { force: true })
    }
    return letGo
  } catch (error) {
    await letGo()
    throw error
  }
}

/** Undefined where it has been let go by now. */
async function holderIn(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function held({ pid, host }: Holder, path: string, output: string): UsageError {
  return new UsageError(
    `process ${pid} on ${host} is retraining into ${output}. Wait for it, or name another folder with --output; ` +
      `if that process is gone, remove ${path}`,
  )
}
