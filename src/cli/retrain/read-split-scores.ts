import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SplitScores } from '../../analyze/split-scores.js'
import { type Artifact, readArtifact } from '../../execute/artifacts/read-artifact.js'

const ending = '.safetensors'
const parts = ['validation', 'test']

/** The scores that a trial has kept with its predictions, validation first; those of another form are left out. */
export async function readSplitScores(artifactFolder: string): Promise<readonly SplitScores[]> {
  const names = await readdir(artifactFolder).catch(() => [])
  const found = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))
  const ordered = found.sort((a, b) => parts.indexOf(a) - parts.indexOf(b))
  const scores: SplitScores[] = []
  for (const part of ordered.filter((name) => parts.includes(name))) {
    const read = scoresOf(part, await readArtifact(join(artifactFolder, `${part}${ending}`)))
    if (read) scores.push(read)
  }
  return scores
}

function scoresOf(part: string, { metadata }: Artifact): SplitScores | undefined {
  const { splits, classes, evaluation } = Object(metadata) as Partial<SplitScores>
  const { by_class: byClass, confusion, ...figures } = Object(evaluation) as Partial<SplitScores['evaluation']>
  const numbers = ['count', 'loss', 'accuracy', 'top2', 'macro_f1', 'balanced_accuracy', 'ece', 'temperature'] as const
  const whole =
    Array.isArray(splits) &&
    Array.isArray(classes) &&
    byClass?.length === classes.length &&
    confusion?.length === classes.length &&
    numbers.every((name) => typeof figures[name] === 'number')
  return whole ? { part, splits, classes, evaluation: evaluation! } : undefined
}
