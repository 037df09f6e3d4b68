import { UsageError } from '../../core/usage-error.js'
import type { MakeModel } from './make-model.js'
import { models } from './models.js'
import { registeredModels } from './registered-models.js'

/**
 * Adds a model under a name that `modelNamed` then knows in this thread. Call it when the module of an experiment loads.
 * Throws UsageError when the name belongs to another model.
 */
export function registerModel(name: string, make: MakeModel): void {
  const known = registeredModels.get(name)
  if (known === make) return
  if (known !== undefined || Object.hasOwn(models, name)) {
    throw new UsageError(`model "${name}": there is one of this name already; give yours another`)
  }
  registeredModels.set(name, make)
}
