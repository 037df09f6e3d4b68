import { UsageError } from '../../../core/usage-error.js'
import { activation } from './activation.js'
import type { Layer, MakeLayer, SymbolicTensor } from './layer.js'

export interface ResidualOptions {
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
