import type { Conditions, Provenance } from '../../core/run.js'
import { versionCounts } from './hashes.js'

/** Something that is otherwise than when a run began. */
export interface Difference {
  /** One line that names it. */
  readonly text: string
  /** Whether it can change numbers. */
  readonly counts: boolean
}

/** What the readings of a run depend on beside its sweep. */
export interface Origins {
  readonly conditions: Conditions
  /** Null when it is not known. */
  readonly provenance: Provenance | null
}

/** What differs between the beginning of a run and now. Data that only one of them names is no difference. */
export function differencesOf(before: Origins, now: Origins): readonly Difference[] {
  return [
    ...conditionDifferences(before.conditions, now.conditions),
    ...(before.provenance && now.provenance ? provenanceDifferences(before.provenance, now.provenance) : []),
  ]
}

function provenanceDifferences(before: Provenance, now: Provenance): readonly Difference[] {
  return [
    ...codeDifference(before, now),
    ...dataDifferences(before.data, now.data),
    ...versionDifferences(before.versions, now.versions),
    ...hostDifference(before.host, now.host),
  ]
}

function conditionDifferences(before: Conditions, now: Conditions): readonly Difference[] {
  const engineOf = ({ engine, engineVersion }: Conditions) => `${engine} ${engineVersion}`
  return [
    ...changed('engine', engineOf(before), engineOf(now), true),
    ...changed('device', before.device, now.device, true),
    ...changed('threads', String(before.threads), String(now.threads), true),
  ]
}

function codeDifference(before: Provenance, now: Provenance): readonly Difference[] {
  if (before.code === now.code) return []
  const names = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])].sort()
  const having = (how: (name: string) => boolean, word: string) => {
    const those = names.filter(how)
    return those.length === 0 ? [] : [`${atMost(5, those)} ${word}`]
  }
  const words = [
    ...having((name) => name in before.files && name in now.files && before.files[name] !== now.files[name], 'changed'),
    ...having((name) => !(name in before.files), 'added'),
    ...having((name) => !(name in now.files), 'no longer imported'),
  ]
  return [{ text: `code of the experiment: ${words.join('; ')}`, counts: true }]
}

function dataDifferences(before: Provenance['data'], now: Provenance['data']): readonly Difference[] {
  return Object.keys(before)
    .filter((path) => Object.hasOwn(now, path) && before[path] !== now[path])
    .map((path) => ({ text: `data ${path} ${now[path] === 'missing' ? 'is gone' : 'changed'}`, counts: true }))
}

function versionDifferences(before: Provenance['versions'], now: Provenance['versions']): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  return names.flatMap((name) => {
    if (name !== 'kernels') return changed(name, before[name], now[name], versionCounts(name))
    return before[name] === now[name] ? [] : [{ text: 'kernels of sweep changed', counts: true }]
  })
}

function hostDifference(before: Provenance['host'], now: Provenance['host']): readonly Difference[] {
  const text = ({ name, platform, cpu }: Provenance['host']) => `${name} (${platform}, ${cpu})`
  return changed('machine', text(before), text(now), false)
}

function changed(
  what: string,
  before: string | undefined,
  now: string | undefined,
  counts: boolean,
): readonly Difference[] {
  return before === now ? [] : [{ text: `${what}: ${before ?? 'none'} -> ${now ?? 'none'}`, counts }]
}

function atMost(count: number, names: readonly string[]): string {
  const more = names.length - count
  return [...names.slice(0, count), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
