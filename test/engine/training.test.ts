import { describe, expect, it } from 'vitest'
import { engineNames } from '#sweep/engine/engine.js'
import { trainSmallNetwork } from './train-small-network.js'
import { whyNotHere } from './why-not-here.js'

const onCpu = await trainSmallNetwork('cpu')
const engines = await Promise.all(engineNames.map(async (name) => ({ name, missing: await whyNotHere(name) })))

describe.each(engines)('engine $name', ({ name, missing }) => {
  it.skipIf(missing)(
    `trains a small network to the numbers of engine cpu${missing ? ` (skipped: ${missing})` : ''}`,
    async () => {
      const actual = await trainSmallNetwork(name)
      expect(actual.losses.at(-1)).toBeLessThan(actual.losses[0]! * 0.8)
      expect(distance(actual.losses, onCpu.losses)).toBeLessThan(1e-4)
      expect(distance(actual.weights, onCpu.weights)).toBeLessThan(1e-4)
      expect(distance(actual.prediction, onCpu.prediction)).toBeLessThan(1e-4)
      expect(actual.savedBytes).toBe(onCpu.savedBytes)
    },
  )
})

/** Root of the mean squared difference, as a share of that of the expected values. */
function distance(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  const norm = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return norm(expected.map((value, i) => value - actual[i]!)) / norm(expected)
}
