import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { readSafetensors } from '#sweep/core/safetensors.js'
import type { EngineName, Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { missingParts } from '#sweep/engine/status.js'
import { crossEntropy } from '#sweep/nn/loss.js'
import type { ModelOptions } from '#sweep/nn/models/model.js'
import type { Network } from '#sweep/nn/models/network.js'
import { type Tensor, toTensors } from '#sweep/nn/tensors.js'
import { hashedValues, hashedWeights } from './hashed-weights.js'

/** Holds a network on engines to the numbers of PyTorch in `test/reference/NAME.safetensors`. */
export async function describeNetworkReference(
  name: string,
  make: (options: ModelOptions) => Network,
  engines: readonly EngineName[],
): Promise<void> {
  const path = fileURLToPath(new URL(`../../reference/${name}.safetensors`, import.meta.url))
  const { tensors, metadata } = await readSafetensors(path)
  const [batch, side, classes] = [Number(metadata.batch), Number(metadata.side), Number(metadata.classes)]
  const model = make({ width: Number(metadata.width), dropout: 0, classes, input: [side, side, 1] })
  const noDropout = () => randomStream(0, 'unused')

  describe.each(engines)(`${name} on engine %s is that of PyTorch`, (engine) => {
    const missing = missingParts(engine)
    const why = missing === undefined ? '' : ` (skipped: ${missing})`
    let tf: Tf
    beforeAll(async () => {
      if (missing === undefined) tf = (await loadEngine(engine)).tf
    })
    const start = () => ({
      weights: toTensors(tf, hashedWeights(model.weights)),
      images: tf.tensor(hashedValues('images', batch * side * side), [batch, side, side, 1]),
    })

    test.skipIf(missing)(`in the names of its weights${why}`, () => {
      const named = Object.keys(tensors).flatMap((key) => /^(gradient|moved)\.(?!images$)(.*)/.exec(key)?.[2] ?? [])
      expect(model.weights.map(({ name }) => name).sort()).toEqual(named.sort())
    })

    test.skipIf(missing)(`in its logits${why}`, () => {
      const { weights, images } = start()
      expectNear(model.predict(tf, weights, images), 'logits.predict')
      const { logits, moving } = model.train(tf, weights, images, noDropout)
      expectNear(logits, 'logits.train')
      for (const [name, average] of Object.entries(moving)) expectNear(average, `moved.${name}`)
    })

    test.skipIf(missing)(`in its gradients${why}`, () => {
      const { weights, images } = start()
      const names = Object.keys(weights).filter((name) => model.isTrainable(name))
      const labels = Array.from({ length: batch }, (_, i) => i % classes)
      const truth = tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32')
      const gradients = tf.grads((...[images, ...values]: Tensor[]) => {
        const changed = Object.fromEntries(names.map((name, i) => [name, values[i]!]))
        return crossEntropy(tf, model.train(tf, { ...weights, ...changed }, images!, noDropout).logits, truth)
      })([images, ...names.map((name) => weights[name]!)])
      for (const [i, name] of ['images', ...names].entries()) expectNear(gradients[i]!, `gradient.${name}`)
    })
  })

  /**
   * At samples of the tensor: norm of the difference over the norm of the reference. A gradient that is 0 but for
   * rounding, as that of an offset before a convolution and its normalization, may differ by rounding.
   */
  function expectNear(value: Tensor, name: string): void {
    const expected = tensors[name]!.data
    const all = value.dataSync()
    const stride = Math.ceil(all.length / Number(metadata.samples))
    expect(expected.length, name).toBe(Math.ceil(all.length / stride))
    const difference = Array.from(expected, (x, i) => all[i * stride]! - x)
    expect(norm(difference), name).toBeLessThan(1e-4 * norm(expected) + 3e-6)
  }
}

function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(Array.from(vector).reduce((sum, x) => sum + x * x, 0))
}
