import { EngineError } from '../engine-error.js'
import type { EngineName } from '../engine-name.js'
import { loadEngine } from '../load-engine.js'
import type { CheckedEngine } from './checked-engine.js'
import { compareNumbers } from './compare-numbers.js'
import { expectedNumbers } from './expected-numbers.js'
import { measureNumbers } from './measure-numbers.js'
import { ordinaryOperations } from './ordinary-operations.js'
import { ownOperations } from './own-operations.js'
import { timeSteps } from './time-steps.js'

// The process that `checkEngine` starts: loads one engine, trains on it, tells its parent and ends.
const [name, timed] = process.argv.slice(2) as [EngineName, string]
process.send!(await check(), () => process.disconnect())

async function check(): Promise<CheckedEngine> {
  try {
    const { tf, ...engine } = await loadEngine(name)
    // The built-in experiment trains with our own kernels, users' experiments with the ordinary operations.
    const own = ownOperations(tf)
    const operations = { ...ordinaryOperations, ...own }
    const ordinary = compareNumbers(expectedNumbers, await measureNumbers(tf, ordinaryOperations))
    const others =
      Object.keys(own).length === 0 ? [] : compareNumbers(expectedNumbers, await measureNumbers(tf, operations))
    const differences = [
      ...ordinary,
      ...others.map((each) => ({ ...each, number: `${each.number} with kernels of our own` })),
    ]
    if (differences.length > 0) return { ...engine, result: 'wrong', differences }
    const stepsPerSecond = timed === 'timed' ? await timeSteps(tf, operations) : null
    return { ...engine, result: 'ok', stepsPerSecond }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name, result: error instanceof EngineError ? 'absent' : 'broken', reason }
  }
}
