import type { EngineName } from './engine.js'
import { loadEngine } from './loader.js'
import type { EngineStatus } from './status.js'
import { engineOrigin } from './status.js'

// The process that `probeEngine` starts: loads one engine, multiplies two numbers, tells its parent and ends.
const name = process.argv[2] as EngineName
process.send!(await probe(), () => process.disconnect())

async function probe(): Promise<EngineStatus> {
  try {
    const { tf, version, device, deviceKind } = await loadEngine(name)
    const [product] = await tf.matMul([[6]], [[7]]).data()
    if (product !== 42) return { name, available: false, reason: `Engine "${name}": 6 x 7 gave ${product}.` }
    return { name, available: true, version, device, deviceKind, origin: engineOrigin(name) }
  } catch (error) {
    return { name, available: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
