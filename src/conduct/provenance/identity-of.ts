import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Provenance } from '../../core/provenance.js'
import type { Conditions } from '../../core/run.js'
import { versionCounts } from './version-counts.js'

/** A hash of all that can change a number beside the parameters and the seed of a trial. */
export function identityOf(conditions: Conditions, provenance: Provenance): string {
  const { engine, engineVersion, device, threads } = conditions
  const versions = Object.fromEntries(Object.entries(provenance.versions).filter(([name]) => versionCounts(name)))
  const { code, data } = provenance
  const text = canonicalJson({ code, data, versions, engine, engineVersion, device, threads })
  return createHash('sha256').update(text).digest('hex')
}
