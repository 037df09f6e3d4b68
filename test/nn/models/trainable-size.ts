import type { Network } from '#sweep/nn/models/network.js'

/** How many numbers an optimizer changes. */
export function trainableSize(network: Network): number {
  const trained = network.weights.filter(({ name }) => network.isTrainable(name))
  return trained.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0)
}
