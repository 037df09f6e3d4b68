import { readFile } from 'node:fs/promises'
import type { Metrics } from '../../core/reading.js'
import { UsageError } from '../../core/usage-error.js'
import { writeFileSafely } from '../../core/write-file-safely.js'

/** One time that a retraining of a run has scored a test split: `test-scores.json` in its folder is a list of them. */
export interface TestScore {
  /** As `2026-11-24T15:59:00.000Z`. */
  readonly at: string
  readonly command: string
  readonly splits: readonly string[]
  readonly trial: number
  readonly seed: number
  readonly metrics: Metrics
  /** Folder of the model that was scored. */
  readonly output: string
}

/** Every time so far, the first one first. Throws UsageError for a file that cannot be read. */
export async function readTestScores(path: string): Promise<readonly TestScore[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as readonly TestScore[]
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new UsageError(
      `${path}, which remembers when the test split was scored, cannot be read: ${(cause as Error).message}. ` +
        'Mend it, or move it away, and what it says is forgotten',
      { cause },
    )
  }
}

/** Those of them that have scored one of these splits. */
export function scoresOf(all: readonly TestScore[], splits: readonly string[]): readonly TestScore[] {
  return all.filter((score) => score.splits.some((name) => splits.includes(name)))
}

/** Adds one to those that there are by now. */
export async function addTestScore(path: string, score: TestScore): Promise<void> {
  await writeFileSafely(path, `${JSON.stringify([...(await readTestScores(path)), score], null, 2)}\n`)
}
