import { distributionShapes } from './distribution-shapes.js'
import { spacingShapes } from './spacing-shapes.js'

/** All keys that the map of a parameter may have, in one form or another. */
export const parameterKeys: readonly string[] = [
  ...new Set([
    'values',
    'value',
    ...Object.keys(spacingShapes),
    'distribution',
    ...Object.values(distributionShapes).flatMap((shape) => Object.keys(shape.shape)),
    'when',
  ]),
]
