import type { ParameterEffect } from '../effects.js'

/** How far apart the means of a parameter's values lie, in units of the metric. */
export function spread({ values }: ParameterEffect): number {
  const means = values.map(({ mean }) => mean)
  return Math.max(...means) - Math.min(...means)
}
