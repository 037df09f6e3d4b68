import { resolve } from 'node:path'
import type { ClassifierDescription } from '../../core/model-folder/classifier-description.js'

/** The path of `--data`, absolute; null where there is none, and for the data of the training, named or not. */
export function otherData(data: string | null, { params }: Pick<ClassifierDescription, 'params'>): string | null {
  const path = data === null ? null : resolve(data)
  return path === params.data ? null : path
}
