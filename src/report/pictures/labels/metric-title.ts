import type { RunData } from '../../../analyze/run-data.js'

/**
 * A metric with the splits that it comes from, where they are known: `val_accuracy on PrivateTest`. They stand with the
 * kept predictions; else in a parameter `validation` or `test` that is the same in all trials.
 */
export function metricTitle(metric: string, data: RunData): string {
  const splits = splitsOf(metric, data)
  return splits.length === 0 ? metric : `${metric} on ${splits.join(' + ')}`
}

function splitsOf(metric: string, { run, validation, test }: RunData): readonly string[] {
  const of = metric.startsWith('val_') ? 'validation' : metric.startsWith('test_') ? 'test' : undefined
  if (of === undefined) return []
  const kept = new Set([...(of === 'validation' ? validation : test).values()].map(({ splits }) => splits.join(' + ')))
  if (kept.size === 1) return [...kept]
  const parameter = run.sweep.parameters.find(({ name }) => name === of)
  if (parameter === undefined || !('values' in parameter) || parameter.values.length !== 1) return []
  return typeof parameter.values[0] === 'string' ? [parameter.values[0]] : []
}
