import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import { copyArtifacts } from '../../execute/artifacts/copy-artifacts.js'
import type { StoreReader } from '../../store/store-reader.js'

/**
 * Copies the artifacts of trials that a run has taken over from others, as far as they are not there yet: a process that was
 * killed may have left some behind.
 */
export async function bringArtifacts(store: StoreReader, { name }: Run, runsFolder: string): Promise<void> {
  for await (const { key, reusedFrom } of store.trials(name, { status: 'complete' })) {
    if (reusedFrom === null) continue
    const [from, to] = [runPaths(runsFolder, reusedFrom).artifacts(key), runPaths(runsFolder, name).artifacts(key)]
    await copyArtifacts(from, to, 'missing')
  }
}
