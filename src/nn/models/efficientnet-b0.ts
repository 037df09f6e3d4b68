import { normalized } from '../layers/batch-normalization.js'
import { residual, sequence, squeezeAndExcite } from '../layers/blocks.js'
import { conv, depthwiseConv } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { dropout } from '../layers/dropout.js'
import type { MakeLayer } from '../layers/layer.js'
import { globalAveragePool } from '../layers/pooling.js'
import type { ModelOptions } from './model.js'
import { type Network, network } from './network.js'

/** Table 1 of the paper: blocks of a stage, the first of which has the strides. */
const stages = [
  { expansion: 1, channels: 16, blocks: 1, strides: 1, size: 3 },
  { expansion: 6, channels: 24, blocks: 2, strides: 2, size: 3 },
  { expansion: 6, channels: 40, blocks: 2, strides: 2, size: 5 },
  { expansion: 6, channels: 80, blocks: 3, strides: 2, size: 3 },
  { expansion: 6, channels: 112, blocks: 3, strides: 1, size: 5 },
  { expansion: 6, channels: 192, blocks: 4, strides: 2, size: 5 },
  { expansion: 6, channels: 320, blocks: 1, strides: 1, size: 3 },
]

/**
 * EfficientNet-B0 (Tan and Le, "EfficientNet: rethinking model scaling for convolutional neural networks", ICML 2019,
 * arXiv 1905.11946) as torchvision builds it, without stochastic depth. The stem has stride 1 where theirs has 2: of
 * images of 48x48 the last stages then see 3x3 pixels instead of 2x2, too few for filters of 5x5. 5,288,548 trainable
 * parameters at width 1 for 1000 classes and 3 channels.
 */
export function efficientnetB0({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const scaled = (channels: number) => divisible(channels * width)
  let channels = scaled(32)
  const layers: MakeLayer[] = [
    normalized(conv({ name: 'conv0', filters: channels, size: 3, hasBias: false }), {
      name: 'bn0',
      activation: 'swish',
    }),
  ]
  for (const stage of stages) {
    for (let k = 0; k < stage.blocks; k++) {
      const strides = k === 0 ? stage.strides : 1
      const filters = scaled(stage.channels)
      layers.push(invertedBottleneck({ ...stage, name: `block${layers.length - 1}`, channels, filters, strides }))
      channels = filters
    }
  }
  const head = conv({ name: 'conv1', filters: 4 * channels, size: 1, hasBias: false })
  return network(
    input,
    sequence(
      ...layers,
      normalized(head, { name: 'bn1', activation: 'swish' }),
      globalAveragePool('average'),
      dropout('dropout0', rate),
      dense('dense0', classes),
    ),
  )
}

interface Bottleneck {
  readonly name: string
  /** How many times its channels it works with inside. */
  readonly expansion: number
  readonly channels: number
  readonly filters: number
  readonly size: number
  readonly strides: number
}

/** MBConv (Sandler et al., "MobileNetV2", CVPR 2018), with squeeze-and-excite to a quarter of the channels given. */
function invertedBottleneck({ name, expansion, channels, filters, size, strides }: Bottleneck): MakeLayer {
  const pointwise = (part: string, filters: number, activation: 'linear' | 'swish') =>
    normalized(conv({ name: `${name}.${part}`, filters, size: 1, hasBias: false }), {
      name: `${name}.${part}_bn`,
      activation,
    })
  const body = sequence(
    ...(expansion === 1 ? [] : [pointwise('expand', divisible(channels * expansion), 'swish')]),
    normalized(depthwiseConv({ name: `${name}.depthwise`, size, strides }), {
      name: `${name}.depthwise_bn`,
      activation: 'swish',
    }),
    squeezeAndExcite(name, Math.max(1, Math.floor(channels / 4))),
    pointwise('project', filters, 'linear'),
  )
  return strides === 1 && channels === filters ? residual({ name, body, activation: 'linear' }) : body
}

/** The multiple of 8 next to a number of channels, at least 8 and at least 0.9 of it. */
function divisible(count: number): number {
  const rounded = Math.max(8, Math.floor((count + 4) / 8) * 8)
  return rounded < 0.9 * count ? rounded + 8 : rounded
}
