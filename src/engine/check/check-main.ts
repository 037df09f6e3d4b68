import type { EngineName } from '../engine.js'
import { EngineError } from '../engine.js'
import { loadEngine } from '../loader.js'
import type { CheckedEngine } from './check.js'
import { measureNumbers, timeSteps } from './network.js'
import { compareNumbers, expectedNumbers } from './numbers.js'
import { ordinaryOperations, ownOperations } from './operations.js'

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
