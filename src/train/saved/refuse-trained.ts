import { resolve } from 'node:path'
import { UsageError } from '../../core/usage-error.js'
import { dataKey } from '../classify/trained-on.js'
import { firstOverlap } from '../data/first-overlap.js'
import type { FoundSplit, SplitRequest } from './load-split.js'
import type { SavedClassifier } from './saved-classifier.js'

/**
 * Throws UsageError for a split of which a model, or one that it began from, was trained on. Other data than those of the
 * training are taken at their word, but a split of the same name is said through `log`.
 */
export function refuseTrained(
  { description, settings, folder }: Pick<SavedClassifier, 'description' | 'settings' | 'folder'>,
  request: SplitRequest,
  { names, countOf }: Pick<FoundSplit, 'names' | 'countOf'>,
  log: (line: string) => void,
): void {
  const key = request.data === null ? dataKey(settings.data) : resolve(request.data)
  for (const { data, train } of description.trained_on) {
    const found = firstOverlap(names, train, countOf)
    if (found === undefined) continue
    if (data === key) {
      throw new UsageError(
        `--split: ${folder} was trained on "${found.other}" of these data, so that its figures on "${found.name}" would say ` +
          'nothing of images that it has not seen. Name a split that it was not trained on',
      )
    }
    log(
      `Warning: the model was trained on "${found.other}" of ${data}. If "${found.name}" of ${key} holds the same images, ` +
        'its figures say nothing of images that it has not seen.',
    )
  }
}
