import { didYouMean } from '../../core/did-you-mean.js'
import type { Sweep } from '../../core/sweep.js'
import { UsageError } from '../../core/usage-error.js'

/** The names of `--by`: one parameter or two different ones; `seed` is one, too. Throws UsageError with those there are. */
export function pivotNames(
  names: readonly string[],
  { parameters }: Sweep,
): readonly [string] | readonly [string, string] {
  const known = [...parameters.map(({ name }) => name), 'seed']
  for (const name of names) {
    if (known.includes(name)) continue
    throw new UsageError(
      `--by: there is no parameter "${name}". ${didYouMean(name, known)}There are: ${known.join(', ')}`,
    )
  }
  const [first, second, third] = names
  if (first === undefined || third !== undefined || first === second) {
    throw new UsageError(`--by takes one parameter or two different ones, as --by ${known.slice(0, 2).join(',')}`)
  }
  return second === undefined ? [first] : [first, second]
}
