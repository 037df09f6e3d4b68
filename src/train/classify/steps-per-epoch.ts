import { batchCount } from '../data/batch-count.js'
import type { Settings } from './settings/settings.js'

/** How many steps an epoch over so many samples has. */
export function stepsPerEpoch(samples: number, settings: Pick<Settings, 'batchSize' | 'accumulationSteps'>): number {
  return Math.ceil(batchCount(samples, settings.batchSize) / settings.accumulationSteps)
}
