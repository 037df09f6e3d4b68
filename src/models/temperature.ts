import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { artifactName, readArtifact } from '../execute/artifacts.js'
import { predictionsOf } from '../runs/reading.js'

/**
 * The temperature that calibrates a saved model: fitted on its validation split when it was trained. Undefined for one
 * that had none.
 */
export async function temperatureOf(folder: string): Promise<number | undefined> {
  const path = join(folder, 'artifacts', artifactName('validation'))
  return existsSync(path) ? predictionsOf(await readArtifact(path))?.temperature : undefined
}
