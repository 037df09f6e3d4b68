import type { Layer, MakeLayer } from './layer.js'

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
