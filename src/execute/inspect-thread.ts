import { parentPort, workerData } from 'node:worker_threads'
import type { Inspection, InspectionMessage } from './inspect-experiment.js'
import { loadExperiment } from './load-experiment.js'
import { refusedOf } from './refused-of.js'

const send = (message: InspectionMessage) => parentPort!.postMessage(message)

try {
  const { module, prepare, check } = workerData as Inspection
  const experiment = await loadExperiment(module)
  if (prepare) {
    const { values, metric } = prepare
    await experiment.prepare?.(values, (line) => send({ type: 'log', line }), { metric })
  }
  const refused = check ? await refusedOf(experiment, check.points, check.metric) : undefined
  const { parameters, metrics, continues } = experiment
  const lengthened = continues && { parameter: continues.parameter, conditional: continues.when !== undefined }
  const answer = {
    prepares: experiment.prepare !== undefined,
    checksPoints: (experiment.schema ?? experiment.check) !== undefined,
    ...(refused && { refused }),
    ...(parameters && { parameters }),
    ...(metrics && { metrics }),
    ...(lengthened && { continues: lengthened }),
  }
  send({ type: 'done', answer })
} catch (error) {
  send({ type: 'refused', message: error instanceof Error ? error.message : String(error) })
}
