import type { Predictions } from '../analyze/run-data.js'
import type { Artifact } from '../execute/artifacts/read-artifact.js'

/** The predictions in an artifact; undefined for one of another form, as an experiment of its own may keep. */
export function predictionsOf({ tensors, metadata }: Artifact): Predictions | undefined {
  const { logits, labels } = tensors
  if (!(logits?.data instanceof Float32Array) || !(labels?.data instanceof Int32Array)) return undefined
  const { splits, classes, evaluation } = Object(metadata) as Record<string, unknown>
  if (!isTexts(splits) || !isTexts(classes)) return undefined
  const samples = labels.data.length
  if (logits.shape.length !== 2 || logits.shape[0] !== samples || logits.shape[1] !== classes.length) return undefined
  if (!labels.data.every((label) => label >= 0 && label < classes.length)) return undefined
  const { temperature = 1 } = Object(evaluation) as Record<string, unknown>
  if (typeof temperature !== 'number' || !(temperature > 0)) return undefined
  return { splits, classes, logits: logits.data, labels: labels.data, temperature }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
