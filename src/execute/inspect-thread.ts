import { parentPort, workerData } from 'node:worker_threads'
import { completeParams } from './complete-params.js'
import type { Inspection, InspectionMessage } from './inspect-experiment.js'
import { loadExperiment } from './load-experiment.js'
import { rateCurvesOf } from './rate-curves-of.js'
import { refusedOf } from './refused-of.js'

const send = (message: InspectionMessage) => parentPort!.postMessage(message)

try {
  const { module, prepare, check, rates, combine } = workerData as Inspection
  const experiment = await loadExperiment(module)
  if (prepare) {
    const { values, ...sweep } = prepare
    await experiment.prepare?.(values, (line) => send({ type: 'log', line }), sweep)
  }
  const refused = check ? await refusedOf(experiment, check.points, check.metric) : undefined
  const curves = rates ? rateCurvesOf(experiment, rates) : undefined
  const combined = combine
    ? experiment.combine?.(completeParams(combine.params, experiment.parameters, '/'), combine.parts)
    : undefined
  const { parameters, metrics, continues, learningRates } = experiment
  const lengthened = continues && { parameter: continues.parameter, conditional: continues.when !== undefined }
  const answer = {
    prepares: experiment.prepare !== undefined,
    checksPoints: (experiment.schema ?? experiment.check) !== undefined,
    ...(refused && { refused }),
    ...(curves && { rates: curves }),
    ...(combined && { combined }),
    ...(parameters && { parameters }),
    ...(metrics && { metrics }),
    ...(lengthened && { continues: lengthened }),
    ...(learningRates && { rateParameters: learningRates.parameters }),
  }
  send({ type: 'done', answer })
} catch (error) {
  send({ type: 'refused', message: error instanceof Error ? error.message : String(error) })
}
