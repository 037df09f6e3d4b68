import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Predictions } from '../analyze/run-data.js'
import { runPaths } from '../core/run-paths.js'
import { readArtifact } from '../execute/artifacts/read-artifact.js'
import { predictionsOf } from './predictions-of.js'

/** The predictions that a trial has kept; undefined where it has none, or, once `warn` is told, none that can be read. */
export async function readPredictions(
  runsFolder: string,
  run: string,
  key: string,
  part: 'validation' | 'test',
  warn: (problem: string) => void,
): Promise<Predictions | undefined> {
  const path = join(runPaths(runsFolder, run).artifacts(key), `${part}.safetensors`)
  if (!existsSync(path)) return undefined
  try {
    return predictionsOf(await readArtifact(path))
  } catch (error) {
    warn(`the ${part} predictions in ${path} are left out: ${(error as Error).message}`)
    return undefined
  }
}
