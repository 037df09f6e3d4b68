import type { Tf } from '../tf.js'
import { createCheckNetwork } from './check-network.js'
import type { CheckOperations } from './check-operations.js'
import { checkedSizes } from './check-sizes.js'

const steps = 5

/** Trains the small network on the loaded engine: the loss of each step, and of each weight two elements and its norm. */
export async function measureNumbers(tf: Tf, operations: CheckOperations): Promise<Readonly<Record<string, number>>> {
  const network = createCheckNetwork(tf, operations, checkedSizes)
  const numbers: Record<string, number> = {}
  for (let step = 1; step <= steps; step++) numbers[`loss of step ${step}`] = await network.step()
  for (const [name, weight] of Object.entries(network.weights)) {
    const values = await weight.data()
    numbers[`${name}[0]`] = values[0]!
    numbers[`${name}[${values.length - 1}]`] = values[values.length - 1]!
    numbers[`norm of ${name}`] = Math.hypot(...values)
  }
  network.dispose()
  return numbers
}
