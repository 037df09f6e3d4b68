import { type Random, randomStream } from '../../core/random.js'
import type { Method } from '../../core/sweep.js'
import { sobolWord } from './sobol.js'

/**
 * A number in (0, 1) for every point and axis, a pure function of the seed, the axis and the number of the point from 0:
 * whatever came before, a point is the same.
 */
export type Uniforms = (axis: { readonly name: string; readonly place: number }, point: number) => number

/** Independent draws for `random`; for `sobol` the sequence with a random digital shift in every dimension. */
export function uniformsOf(method: Exclude<Method, 'grid'>, seed: number): Uniforms {
  const streams = new Map<string, Random>()
  const wordOf = (name: string, counter: number): number => {
    const stream = streams.get(name) ?? randomStream(seed, `search/${name}`)
    streams.set(name, stream)
    stream.at(counter).words(word)
    return word[0]!
  }
  switch (method) {
    case 'random':
      return ({ name }, point) => inside(wordOf(name, point))
    case 'sobol':
      return ({ place }, point) => inside(sobolWord(place, point) ^ wordOf(`sobol/${place}`, 0))
    default:
      return method satisfies never
  }
}

const word = new Uint32Array(1)

/** In the middle of its interval of 2^-32, so that neither end is ever met. */
function inside(word: number): number {
  return ((word >>> 0) + 0.5) / 2 ** 32
}
