import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { ExperimentError } from './experiment-error.js'
import type { Answer, InspectionMessage, Question } from './inspection.js'

/** A thread that answers questions about an experiment, one after another. */
export interface OpenInspection {
  /** Rejects with ExperimentError where the module does not load, ends its thread, or refuses. */
  ask(question: Question): Promise<Answer>
  close(): Promise<void>
}

/** A thread of its own, so that neither the module nor what it imports stays in the conductor's process. */
export function openInspection(module: string, log: (line: string) => void): OpenInspection {
  const worker = new Worker(new URL('./inspect-thread.js', import.meta.url), {
    workerData: module,
    stdout: true,
    stderr: true,
  })
  for (const stream of [worker.stdout, worker.stderr]) createInterface({ input: stream }).on('line', log)
  let asked: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  let ended: ExperimentError | undefined
  const end = (message: string) => {
    ended ??= new ExperimentError(message)
    asked?.reject(ended)
  }
  worker.on('message', (message: InspectionMessage) => {
    switch (message.type) {
      case 'log':
        return log(message.line)
      case 'done':
        return asked?.resolve(message.answer)
      case 'refused':
        return asked?.reject(new ExperimentError(message.message))
      default:
        return message satisfies never
    }
  })
  worker.on('error', (error) => end(error.message))
  worker.on('exit', () => end(`${module}: its module ended the thread that loaded it`))
  return {
    ask(question) {
      let timer: NodeJS.Timeout | undefined
      return new Promise<Answer>((resolve, reject) => {
        asked = { resolve, reject }
        if (ended) return reject(ended)
        worker.postMessage(question)
        // Preparing data may take as long as it likes; loading a module may not.
        if (question.prepare) return
        const slow = () => end(`${module}: its module has not loaded within ${longestLoad / 1000} seconds`)
        timer = setTimeout(slow, longestLoad)
      }).finally(() => clearTimeout(timer))
    },
    async close() {
      await worker.terminate()
    },
  }
}

const longestLoad = 120_000
