import type { Effects, ParameterEffect } from '../../analyze/effects/effects.js'
import { didYouMean } from '../../core/texts.js'

/** The parameter with this name among those that were searched. A text says that there is none. */
export function searchedParameter(effects: Effects, option: string, name: string): ParameterEffect | string {
  const names = effects.parameters.map((parameter) => parameter.name)
  const found = effects.parameters.find((parameter) => parameter.name === name)
  return (
    found ??
    `--${option} ${name}: no searched parameter has this name. ${didYouMean(name, names)}There are: ${names.join(', ')}`
  )
}
