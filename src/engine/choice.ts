import { UsageError } from '../core/errors.js'
import { didYouMean } from '../core/texts.js'
import { cpuDevice } from './backends/cpu.js'
import { EngineError, engineNames } from './engine.js'
import { packageVersions } from './packages.js'
import { probeEngine } from './probe.js'
import { type AvailableEngine, type EngineStatus, engineOrigin, isWebgpuInSoftware, missingParts } from './status.js'

/**
 * The engine that a user asked for: `auto` is the first that works on this machine, but for WebGPU in software, which is
 * slower than any.
 *
 * @throws UsageError for a name that is no engine; EngineError for an engine that does not work here.
 */
export async function chooseEngine(requested: string): Promise<AvailableEngine> {
  if (requested === 'auto') return firstAvailable()
  const name = engineNames.find((known) => known === requested)
  if (name === undefined) throw new UsageError(unknownEngine(requested))
  const status = name === 'cpu' ? statusOfCpu() : await probeEngine(name)
  if (!status.available) throw new EngineError(status.reason)
  return status
}

/** Plain JavaScript computes wherever this runs, so it need not be tried. */
function statusOfCpu(): EngineStatus {
  const reason = missingParts('cpu')
  if (reason !== undefined) return { name: 'cpu', available: false, reason }
  const version = packageVersions('cpu')['tfjs-backend-cpu']!
  return { name: 'cpu', available: true, version, ...cpuDevice, origin: engineOrigin('cpu') }
}

async function firstAvailable(): Promise<AvailableEngine> {
  const reasons: string[] = []
  for (const name of engineNames) {
    const status = await probeEngine(name)
    if (status.available && !isWebgpuInSoftware(status)) return status
    reasons.push(status.available ? `Engine "${name}": ${status.device} is never chosen by itself.` : status.reason)
  }
  throw new EngineError(`No engine works on this machine.\n${reasons.join('\n')}`)
}

function unknownEngine(requested: string): string {
  const names = ['auto', ...engineNames]
  return `Engine "${requested}" is unknown. ${didYouMean(requested, names)}Choose one of: ${names.join(', ')}.`
}

/** Every engine, best first, and whether it works on this machine. Harmless: nothing is loaded into this process. */
export async function listEngines(): Promise<readonly EngineStatus[]> {
  return Promise.all(engineNames.map((name) => probeEngine(name)))
}
