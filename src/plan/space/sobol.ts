import { directionSeeds } from './direction-seeds.js'

/** How many dimensions a Sobol sequence can have here. */
export const sobolDimensions = directionSeeds.length + 1

const bits = 32

/**
 * The `index`-th point, from 0, of the Sobol sequence in one dimension, from 0, as an integer of 32 bits: divided by 2^32
 * it lies in [0, 1). In the order of Gray codes (Antonov and Saleev, 1979), as most libraries have it.
 */
export function sobolWord(dimension: number, index: number): number {
  const directions = directionsOf(dimension)
  let word = 0
  for (let gray = index ^ (index >>> 1), bit = 0; gray !== 0; gray >>>= 1, bit++) {
    if (gray & 1) word ^= directions[bit]!
  }
  return word >>> 0
}

const known = new Map<number, Uint32Array>()

function directionsOf(dimension: number): Uint32Array {
  const directions = known.get(dimension) ?? makeDirections(dimension)
  known.set(dimension, directions)
  return directions
}

function makeDirections(dimension: number): Uint32Array {
  const directions = new Uint32Array(bits)
  if (dimension === 0) return directions.map((_, i) => 2 ** (bits - 1 - i))
  const [degree, coefficients, initial] = directionSeeds[dimension - 1]!
  for (let i = 0; i < bits; i++) {
    if (i < degree) {
      directions[i] = initial[i]! << (bits - 1 - i)
      continue
    }
    let direction = directions[i - degree]! ^ (directions[i - degree]! >>> degree)
    for (let k = 1; k < degree; k++) {
      if ((coefficients >> (degree - 1 - k)) & 1) direction ^= directions[i - k]!
    }
    directions[i] = direction
  }
  return directions
}
