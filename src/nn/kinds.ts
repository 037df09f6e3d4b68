import { UsageError } from '../core/errors.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter.js'

/** Kinds of one thing, as of optimizers, by the names that a sweep file gives them. */
export type Kinds<Kind extends { readonly parameters: ParameterSpecs }> = Readonly<Record<string, Kind>>

/**
 * The parameters of all kinds, each once, with the kinds that read it: `chooser` is the parameter that names the kind. One
 * that every kind reads always has an effect.
 */
export function parametersOfKinds(
  chooser: string,
  kinds: Kinds<{ readonly parameters: ParameterSpecs }>,
): ParameterSpecs {
  const readers = new Map<string, { readonly spec: ParameterSpec; readonly names: string[] }>()
  for (const [kind, { parameters }] of Object.entries(kinds)) {
    for (const [name, spec] of Object.entries(parameters)) {
      const known = readers.get(name)
      if (known) known.names.push(kind)
      else readers.set(name, { spec, names: [kind] })
    }
  }
  const always = Object.keys(kinds).length
  return Object.fromEntries(
    [...readers].map(([name, { spec, names }]) => [
      name,
      names.length === always ? spec : { ...spec, readWhen: { [chooser]: names } },
    ]),
  )
}

/**
 * Throws UsageError where a kind's name is that of another one, or a parameter of it means something else already. What
 * several kinds read has to be the same spec.
 */
export function refuseTaken<Kind extends { readonly parameters: ParameterSpecs }>(
  chooser: string,
  name: string,
  kind: Kind,
  kinds: Kinds<Kind>,
  others: ParameterSpecs,
): void {
  if (kinds[name] === kind) return
  if (Object.hasOwn(kinds, name)) {
    throw new UsageError(`${chooser} "${name}": there is one of this name already; give yours another`)
  }
  for (const [parameter, spec] of Object.entries(kind.parameters)) {
    const known = [others, ...Object.values(kinds).map(({ parameters }) => parameters)].find((specs) =>
      Object.hasOwn(specs, parameter),
    )
    if (known === undefined || JSON.stringify(known[parameter]) === JSON.stringify(spec)) continue
    throw new UsageError(
      `${chooser} "${name}": its parameter "${parameter}" means something else already; name it otherwise`,
    )
  }
}
