import type { Finding } from './finding.js'
import type { MachineFacts } from './machine-facts.js'

/** GPUs and their driver, and whether the engine tensorflow uses them. */
export function diagnoseGpus({ gpus: list, engines }: MachineFacts): readonly Finding[] {
  switch (list.kind) {
    case 'no_driver':
      return [{ state: 'ok', subject: 'GPU', found: 'none of NVIDIA (there is no nvidia-smi)', advice: null }]
    case 'broken_driver':
      return [{ state: 'warn', subject: 'GPU', found: list.reason, advice: 'See what the driver says: nvidia-smi' }]
    case 'listed': {
      const used = engines.some(
        (engine) => engine.name === 'tensorflow' && 'deviceKind' in engine && engine.deviceKind === 'gpu',
      )
      const advice = used ? null : 'The engine tensorflow does not use it: npx sweep engine install --gpu'
      return list.gpus.map(({ index, name, memoryMebibytes, driver }) => {
        const memory = memoryMebibytes === null ? '' : `, ${(memoryMebibytes / 1024).toFixed(1)} GiB`
        return {
          state: used ? 'ok' : 'warn',
          subject: `GPU ${index}`,
          found: `${name}${memory}, driver ${driver}`,
          advice,
        }
      })
    }
    default:
      return list satisfies never
  }
}
