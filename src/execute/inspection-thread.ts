import { parentPort, workerData } from 'node:worker_threads'
import { loadExperiment } from './attempt/experiment.js'
import { completeParams } from './attempt/params.js'
import { type Answer, type InspectionMessage, type Question, rateCurvesOf, refusedOf } from './inspection.js'

const module: string = workerData
const send = (message: InspectionMessage) => parentPort!.postMessage(message)

parentPort!.on('message', async (question: Question) => {
  try {
    send({ type: 'done', answer: await answerTo(question) })
  } catch (error) {
    send({ type: 'refused', message: error instanceof Error ? error.message : String(error) })
  }
})

async function answerTo({ prepare, check, rates, combine }: Question): Promise<Answer> {
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
  return {
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
}
