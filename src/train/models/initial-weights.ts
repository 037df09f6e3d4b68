import type { Random } from '../../core/random.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import type { WeightShape } from './weight-shape.js'

/** Draws initial weights, each from the stream of its name, so that no weight depends on the size of another. */
export function initialWeights(weights: readonly WeightShape[], random: (name: string) => Random): NamedTensors {
  return Object.fromEntries(
    weights.map(({ name, shape, start }) => {
      const data = new Float32Array(shape.reduce((product, length) => product * length, 1))
      if ('constant' in start) data.fill(start.constant)
      else {
        const stream = random(name)
        for (let i = 0; i < data.length; i++) data[i] = (2 * stream.uniform() - 1) * start.bound
      }
      return [name, { dtype: 'float32', shape, data }]
    }),
  )
}
