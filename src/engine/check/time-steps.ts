import { systemClock } from '../../core/clock.js'
import type { Tf } from '../tf.js'
import { createCheckNetwork } from './check-network.js'
import type { CheckOperations } from './check-operations.js'
import { timedSizes } from './check-sizes.js'

const milliseconds = 1000

/** Training steps per second of the larger network on the loaded engine. */
export async function timeSteps(tf: Tf, operations: CheckOperations): Promise<number> {
  const network = createCheckNetwork(tf, operations, timedSizes)
  let start = systemClock.monotonic()
  const elapsed = () => systemClock.monotonic() - start
  await network.step()
  let steps = 1
  // The first step compiles, allocates and warms up; where it takes longer than all the time there is, it has to do.
  if (elapsed() < milliseconds) [start, steps] = [systemClock.monotonic(), 0]
  for (; elapsed() < milliseconds; steps++) await network.step()
  const perSecond = (steps * 1000) / elapsed()
  network.dispose()
  return perSecond
}
