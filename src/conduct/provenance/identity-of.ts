import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Provenance } from '../../core/provenance.js'
import type { Conditions } from '../../core/run.js'
import type { Metric } from '../../core/sweep.js'
import { versionCounts } from './version-counts.js'

/**
 * A hash of all that can change a number beside the parameters and the seed of a trial. The metric is one of them: it
 * says which of a trial's numbers is its value and which step its best, and an experiment may stop or go back by it.
 */
export function identityOf({ name, goal }: Metric, conditions: Conditions, provenance: Provenance): string {
  const { engine, engineVersion, device, threads } = conditions
  const versions = Object.fromEntries(Object.entries(provenance.versions).filter(([name]) => versionCounts(name)))
  const { code, data } = provenance
  const text = canonicalJson({ metric: { name, goal }, code, data, versions, engine, engineVersion, device, threads })
  return createHash('sha256').update(text).digest('hex')
}
