/** What is claimed to be fast, measured: `npm run bench -- NAME [options]`. See bench/README.md. */
import { Command } from 'commander'
import { SweepError } from '#sweep/core/errors.js'
import { addAugmentation } from './augmentation/add-augmentation.js'
import { addHouse } from './house/add-house.js'
import { addMemory } from './memory/add-memory.js'
import { addOrchestrator } from './orchestrator/add-orchestrator.js'
import { addOverhead } from './overhead/add-overhead.js'
import { addParallelTrials } from './parallel-trials/add-parallel-trials.js'
import { addScale } from './scale/add-scale.js'
import { addTrainingEpoch } from './training-epoch/add-training-epoch.js'
import { addTrainingStep } from './training-step/add-training-step.js'

const program = new Command('bench').description('measures what is claimed to be fast; results on stdout as Markdown')
addTrainingStep(program)
addTrainingEpoch(program)
addAugmentation(program)
addParallelTrials(program)
addMemory(program)
addOrchestrator(program)
addScale(program)
addOverhead(program)
addHouse(program)

// Exits, so that what was started ends too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof SweepError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
