import { didYouMean } from '../../core/did-you-mean.js'
import { UsageError } from '../../core/usage-error.js'
import type { MakeModel } from './make-model.js'
import { models } from './models.js'
import { registeredModels } from './registered-models.js'

/** The built-in or registered model of a name. Throws UsageError when there is none. */
export function modelNamed(name: string): MakeModel {
  const known: ReadonlyMap<string, MakeModel> = new Map([...Object.entries(models), ...registeredModels])
  const make = known.get(name)
  if (make !== undefined) return make
  const names = [...known.keys()]
  throw new UsageError(`model "${name}" is unknown. ${didYouMean(name, names)}Write one of ${names.join(', ')}`)
}
