import { join } from 'node:path'

/** Where everything of retrainings that have not come to their end lies, in the folder of the model. */
export function unfinishedFolder(output: string): string {
  return join(output, '.retraining')
}

/** Of one seed, by key: an interrupted retraining goes on, a finished one starts anew. */
export function seedFolder(output: string, key: string) {
  const folder = join(unfinishedFolder(output), key)
  return {
    checkpoints: join(folder, 'checkpoints'),
    artifacts: join(folder, 'artifacts'),
    model: join(folder, 'model'),
  }
}
