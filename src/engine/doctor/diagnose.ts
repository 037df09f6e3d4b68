import { diagnoseEngines } from './diagnose-engines.js'
import { diagnoseGpus } from './diagnose-gpus.js'
import { diagnoseSystem } from './diagnose-system.js'
import type { Finding } from './finding.js'
import type { MachineFacts } from './machine-facts.js'

/** What is well with a machine and what is not, with advice. */
export function diagnose(facts: MachineFacts): readonly Finding[] {
  return [...diagnoseSystem(facts), ...diagnoseGpus(facts), ...diagnoseEngines(facts)]
}
