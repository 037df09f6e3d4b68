import { UsageError } from '../../core/errors.js'
import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
import { activation } from './activation.js'
import { dense } from './dense.js'
import { imagesShape, type Layer, type MakeLayer, type SymbolicTensor } from './layer.js'
import { globalAveragePool } from './pooling.js'

/** Layers one after another. */
export function sequence(...makers: readonly MakeLayer[]): MakeLayer {
  return (input) => {
    const layers: Layer[] = []
    let output = input
    for (const make of makers) {
      const layer = make(output)
      layers.push(layer)
      output = layer.output
    }
    return {
      output,
      weights: layers.flatMap(({ weights }) => weights),
      train: (pass, x) => layers.reduce((y, layer) => layer.train(pass, y), x),
      predict: (tf, weights, x) => layers.reduce((y, layer) => layer.predict(tf, weights, y), x),
      connect: (tf, x) => layers.reduce((y, layer) => layer.connect(tf, y), x),
    }
  }
}

interface ResidualOptions {
  readonly name: string
  readonly body: MakeLayer
  /** What the input goes through instead; without it the input stays as it is. */
  readonly shortcut?: MakeLayer | undefined
  /** Of the sum. */
  readonly activation: 'linear' | 'relu'
}

/** activation(body(x) + shortcut(x)) (He et al., "Deep residual learning for image recognition", CVPR 2016). */
export function residual({ name, body, shortcut, activation: of }: ResidualOptions): MakeLayer {
  return (input) => {
    const [inner, around] = [body(input), shortcut?.(input)]
    checkShapes(name, inner, around?.output ?? input)
    const after = activation(`${name}.${of}`, of)(inner.output)
    return {
      output: inner.output,
      weights: [...inner.weights, ...(around?.weights ?? [])],
      train: (pass, x) => after.train(pass, pass.tf.add(inner.train(pass, x), around?.train(pass, x) ?? x)),
      predict: (tf, weights, x) =>
        after.predict(tf, weights, tf.add(inner.predict(tf, weights, x), around?.predict(tf, weights, x) ?? x)),
      connect: (tf, x) => {
        const sum = tf.layers.add({ name: `${name}.add` }).apply([inner.connect(tf, x), around?.connect(tf, x) ?? x])
        return after.connect(tf, sum as SymbolicTensor)
      },
    }
  }
}

function checkShapes(name: string, { output }: Layer, around: readonly number[]): void {
  if (output.join() === around.join()) return
  throw new UsageError(
    `${name}: its body makes [${output.join(', ')}] and its shortcut [${around.join(', ')}]; give it a shortcut that ` +
      'makes the same',
  )
}

/**
 * Multiplies every channel by a number from 0 to 1 that two dense layers make of the means of all channels, through
 * `units` units between them (Hu, Shen and Sun, "Squeeze-and-excitation networks", CVPR 2018; with swish, as in
 * EfficientNet). Weights NAME.squeeze.* and NAME.excite.* of dense layers.
 */
export function squeezeAndExcite(name: string, units: number): MakeLayer {
  return (input) => {
    const [, , channels] = imagesShape(name, input)
    const gate = sequence(
      globalAveragePool(`${name}.average`),
      dense(`${name}.squeeze`, units),
      activation(`${name}.swish`, 'swish'),
      dense(`${name}.excite`, channels),
      activation(`${name}.sigmoid`, 'sigmoid'),
    )(input)
    const scale = (tf: Tf, x: Tensor, by: Tensor) => tf.mul(x, tf.reshape(by, [x.shape[0]!, 1, 1, channels]))
    return {
      output: input,
      weights: gate.weights,
      train: (pass, x) => scale(pass.tf, x, gate.train(pass, x)),
      predict: (tf, weights, x) => scale(tf, x, gate.predict(tf, weights, x)),
      connect: (tf, x) => {
        const reshape = tf.layers.reshape({ name: `${name}.reshape`, targetShape: [1, 1, channels] })
        const by = reshape.apply(gate.connect(tf, x)) as SymbolicTensor
        return tf.layers.multiply({ name: `${name}.scale` }).apply([x, by]) as SymbolicTensor
      },
    }
  }
}
