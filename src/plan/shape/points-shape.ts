import { z } from 'zod'
import type { Params } from '../../core/trial.js'
import { mapShape } from './map-shape.js'

const list = 'must be a list of maps, as [{ optimizer: adam, lr: 0.1 }]'
const map = 'must be a map of parameters to one value each, as { optimizer: adam, lr: 0.1 }'

/** `include` and `exclude`: partial points, as in a matrix of GitHub Actions. */
export const pointsShape = z
  .array(
    mapShape(map).refine((point) => Object.keys(point).length > 0, { error: map }),
    { error: list },
  )
  .transform((points) => points as readonly Params[])
