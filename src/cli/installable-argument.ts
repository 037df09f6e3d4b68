import { Argument } from 'commander'

/** The engine that `engine install` installs; the others come with the npm package. */
export function installableArgument(): Argument {
  return new Argument('[engine]', 'which engine').choices(['tensorflow']).default('tensorflow')
}
