import { normalized } from '../layers/batch-normalization.js'
import { residual, sequence } from '../layers/blocks.js'
import { type ConvOptions, conv } from '../layers/convolution.js'
import { dense } from '../layers/dense.js'
import { dropout } from '../layers/dropout.js'
import type { MakeLayer } from '../layers/layer.js'
import { globalAveragePool } from '../layers/pooling.js'
import type { ModelOptions } from './model.js'
import { type Network, network, scaled } from './network.js'

/**
 * The residual network of 18 layers (He et al., "Deep residual learning for image recognition", CVPR 2016) with the stem
 * for small images that is usual on CIFAR: a 3x3 convolution with stride 1 and no maximum pooling. Its dropout, before
 * the last layer, is not the paper's: 0 switches it off. 11,173,962 trainable parameters at width 1 for 10 classes and 3
 * channels.
 */
export function resnet18({ width, dropout: rate, classes, input }: ModelOptions): Network {
  const blocks = [64, 128, 256, 512].flatMap((channels, stage) => {
    const filters = scaled(channels, width)
    return [block(`block${2 * stage}`, filters, stage === 0 ? 1 : 2), block(`block${2 * stage + 1}`, filters, 1)]
  })
  return network(
    input,
    sequence(
      convolution('', 0, { filters: scaled(64, width), size: 3 }, 'relu'),
      ...blocks,
      globalAveragePool('average'),
      dropout('dropout0', rate),
      dense('dense0', classes),
    ),
  )
}

/** Two 3x3 convolutions with a way around them, in which stands a 1x1 convolution where a stage begins. */
function block(name: string, filters: number, strides: number): MakeLayer {
  return residual({
    name,
    body: sequence(
      convolution(`${name}.`, 0, { filters, size: 3, strides }, 'relu'),
      convolution(`${name}.`, 1, { filters, size: 3 }, 'linear'),
    ),
    shortcut: strides === 1 ? undefined : convolution(`${name}.`, 2, { filters, size: 1, strides }, 'linear'),
    activation: 'relu',
  })
}

function convolution(
  prefix: string,
  k: number,
  options: Pick<ConvOptions, 'filters' | 'size' | 'strides'>,
  activation: 'linear' | 'relu',
): MakeLayer {
  const convolution = conv({ ...options, name: `${prefix}conv${k}`, hasBias: false })
  return normalized(convolution, { name: `${prefix}bn${k}`, activation })
}
