import { UsageError } from '../../../core/usage-error.js'
import type { SampleShape } from './layer.js'

/** The lengths of images: [height, width, channels]. */
export function imagesShape(layer: string, input: SampleShape): readonly [number, number, number] {
  const [height, width, channels, ...others] = input
  if (height !== undefined && width !== undefined && channels !== undefined && others.length === 0) {
    return [height, width, channels]
  }
  throw new UsageError(`${layer} takes images of a shape [height, width, channels]; it is given [${input.join(', ')}]`)
}
