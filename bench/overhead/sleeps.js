// Trains for a second, as far as the sweep can tell: ten readings, a tenth of a second apart.
export default {
  async run(_trial, context) {
    const sleeper = new Int32Array(new SharedArrayBuffer(4))
    const began = performance.now()
    for (let step = 1; step <= 10; step++) {
      Atomics.wait(sleeper, 0, 0, began + step * 100 - performance.now())
      context.report(step, { value: step })
    }
    return { value: 10 }
  },
}
