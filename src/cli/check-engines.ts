import { checkEngine } from '../engine/check/check-engine.js'
import type { CheckedEngine } from '../engine/check/checked-engine.js'
import type { EngineName } from '../engine/engine-name.js'
import { hostEnvironment } from '../execute/pool/host-environment.js'
import { firstDevice } from './devices/first-device.js'

/** Checks engines one after another, so that they do not slow each other, as a host would run them: on one thread. */
export async function checkEngines(
  names: readonly EngineName[],
  { timed }: { readonly timed: boolean },
): Promise<readonly CheckedEngine[]> {
  const environment = hostEnvironment(process.env, 1, await firstDevice())
  const checked: CheckedEngine[] = []
  for (const name of names) checked.push(await checkEngine(name, { environment, timed }))
  return checked
}
