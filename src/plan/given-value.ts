import { dirname, resolve } from 'node:path'
import { canonicalJson } from '../core/canonical-json.js'
import type { Json } from '../core/json.js'
import type { ParameterSpec } from '../core/parameter-spec.js'
import type { StartingPoint } from '../core/starting-point.js'

/** The starting points of a sweep that are trials of other runs, by the canonical JSON of what names them. */
export type NamedStartingPoints = Readonly<Record<string, StartingPoint>>

/** A value as an experiment prepares for it: a path from the sweep's `file` absolute, what the type `trial` names found. */
export function givenValue(value: Json, type: ParameterSpec['type'], file: string, starts: NamedStartingPoints): Json {
  if (type === 'trial' && typeof value !== 'string') return (starts[canonicalJson(value)] as Json | undefined) ?? value
  if ((type !== 'path' && type !== 'trial') || typeof value !== 'string') return value
  const absolute = resolve(dirname(file), value)
  return type === 'path' ? absolute : ({ kind: 'model', folder: absolute, metric: null } satisfies StartingPoint)
}
