// The experiment `fer` as it is, watched from within its host: logs `epoch {…}`, in JSON, for every epoch.
import { performance } from 'node:perf_hooks'
import { builtinExperiments } from '../../dist/vision/experiments.js'

const { default: fer } = await import(builtinExperiments.fer)

export default {
  ...fer,
  async run(trial, context) {
    /** The thread that prepares batches, which `fer` starts in its first epoch. */
    let preparing
    const onWorker = (worker) => {
      preparing = worker
    }
    process.on('worker', onWorker)
    let stop
    const { checkpoint } = context
    const watched = {
      ...context,
      // An epoch begins when the checkpoint of the one before is written, so that disks are not waited for.
      checkpoint: {
        ...checkpoint,
        async latest() {
          const saved = await checkpoint.latest()
          stop = watch(preparing)
          return saved
        },
        async save(...saved) {
          await checkpoint.save(...saved)
          stop ??= watch(preparing)
        },
      },
      report(step, metrics) {
        context.log(`epoch ${JSON.stringify(stop())}`)
        stop = undefined
        context.report(step, metrics)
      },
    }
    try {
      return await fer.run(trial, watched)
    } finally {
      process.off('worker', onWorker)
    }
  },
}

/** Begins to watch this thread and the one that prepares batches; returns what tells of them from then on. */
function watch(preparing) {
  const start = performance.now()
  const before = performance.eventLoopUtilization()
  const preparingBefore = preparing?.performance.eventLoopUtilization()
  return () => {
    const milliseconds = performance.now() - start
    const busy = preparingBefore && preparing.performance.eventLoopUtilization(preparingBefore).active
    return {
      seconds: milliseconds / 1000,
      waitingShare: performance.eventLoopUtilization(before).idle / milliseconds,
      preparingShare: (busy ?? 0) / milliseconds,
      // Of the whole process, since it began.
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    }
  }
}
