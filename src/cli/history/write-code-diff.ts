import { mkdir } from 'node:fs/promises'
import type { GatheredProvenance } from '../../conduct/provenance/gather-provenance.js'
import { runPaths } from '../../core/run-paths.js'
import { writeFileSafely } from '../../core/write-file-safely.js'

/** Keeps, in the run's folder, how the experiment's repository differs from its commit. */
export async function writeCodeDiff(
  runsFolder: string,
  run: string,
  { provenance, diff }: GatheredProvenance,
): Promise<void> {
  if (diff === null) return
  const { folder, codeDiff } = runPaths(runsFolder, run)
  await mkdir(folder, { recursive: true })
  await writeFileSafely(codeDiff(provenance.changes?.length ?? 0), diff)
}
