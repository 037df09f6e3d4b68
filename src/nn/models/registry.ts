import { UsageError } from '../../core/errors.js'
import { didYouMean } from '../../core/texts.js'
import { efficientnetB0 } from './efficientnet-b0.js'
import type { MakeModel } from './model.js'
import { cnn, mlp, vgg } from './plain.js'
import { resnet18 } from './resnet18.js'

/** Every built-in model by the name that a sweep file gives it. */
export const models = { vgg, cnn, mlp, resnet18, efficientnet_b0: efficientnetB0 } as const satisfies Readonly<
  Record<string, MakeModel>
>

/** The models that experiments added, by name; each thread has its own. */
export const registeredModels = new Map<string, MakeModel>()

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

/** The built-in or registered model of a name. Throws UsageError when there is none. */
export function modelNamed(name: string): MakeModel {
  const known: ReadonlyMap<string, MakeModel> = new Map([...Object.entries(models), ...registeredModels])
  const make = known.get(name)
  if (make !== undefined) return make
  const names = [...known.keys()]
  throw new UsageError(`model "${name}" is unknown. ${didYouMean(name, names)}Write one of ${names.join(', ')}`)
}
