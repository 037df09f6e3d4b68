import { join } from 'node:path'
import type { Attempt } from '#sweep/execute/executor.js'
import { experimentUrl } from '../contract/experiment-url.js'

/** An attempt at a trial of an experiment of the fixtures, without an engine. */
export function attemptAt(
  file: string,
  params: Attempt['trial']['params'],
  checkpointFolder: string,
  number = 1,
): Attempt {
  return {
    trial: { number, key: `key-${number}`, params, seed: 1 },
    metric: { name: 'score', goal: 'maximize' },
    experiment: experimentUrl(file),
    baseFolder: '/base',
    engine: null,
    checkpointFolder,
    artifactFolder: join(checkpointFolder, 'artifacts'),
    modelFolder: null,
  }
}
