import { askChild } from '../shared/ask-child.js'
import { type AugmentationTask, type AugmentationTimes, augmentationCommand, cropsNames } from './augmentation-task.js'

export interface AugmentationSettings {
  readonly candidates: readonly AugmentationTask['candidate'][]
  readonly rounds: number
  readonly seconds: number
  readonly python: string
}

/** All rounds of one candidate. */
export interface AugmentationCell extends Pick<AugmentationTask, 'candidate' | 'crops'> {
  readonly rounds: readonly AugmentationTimes[]
  /** Why there are no rounds; null where there are. */
  readonly missing: string | null
}

/** Measures every candidate in a process of its own, in turn, and all of them again in every round. */
export async function measureAugmentation(
  { candidates, rounds, seconds, python }: AugmentationSettings,
  log: (line: string) => void,
): Promise<readonly AugmentationCell[]> {
  const cells = candidates.flatMap((candidate) =>
    cropsNames.map((crops) => ({
      ...{ candidate, crops },
      rounds: [] as AugmentationTimes[],
      missing: null as string | null,
    })),
  )
  for (let round = 1; round <= rounds; round++) {
    for (const cell of cells.filter(({ missing }) => missing === null)) {
      const answer = await askChild<AugmentationTimes>(augmentationCommand({ ...cell, seconds }, python))
      if ('missing' in answer) cell.missing = answer.missing
      else cell.rounds.push(answer)
      const found =
        'missing' in answer ? answer.missing : `${(answer.images / answer.seconds).toFixed(0)} images a second`
      log(`round ${round} of ${rounds}: ${cell.candidate}, crops: ${cell.crops}: ${found}`)
    }
  }
  return cells
}
