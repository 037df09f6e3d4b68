import { parentPort, workerData } from 'node:worker_threads'
import type { Inspection, InspectionMessage } from './inspect-experiment.js'
import { loadExperiment } from './load-experiment.js'
import { checkPoints } from './parse-params.js'

const send = (message: InspectionMessage) => parentPort!.postMessage(message)

try {
  const { module, prepare, check } = workerData as Inspection
  const experiment = await loadExperiment(module)
  if (prepare) {
    const { values, metric } = prepare
    await experiment.prepare?.(values, (line) => send({ type: 'log', line }), { metric })
  }
  const refused = check && experiment.schema ? await checkPoints(experiment.schema, check) : undefined
  const { parameters, metrics, continues } = experiment
  const lengthened = continues && { parameter: continues.parameter, conditional: continues.when !== undefined }
  const answer = {
    prepares: experiment.prepare !== undefined,
    hasSchema: experiment.schema !== undefined,
    ...(refused && { refused }),
    ...(parameters && { parameters }),
    ...(metrics && { metrics }),
    ...(lengthened && { continues: lengthened }),
  }
  send({ type: 'done', answer })
} catch (error) {
  send({ type: 'refused', message: error instanceof Error ? error.message : String(error) })
}
