import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Assembly } from './assembly.js'
import type { Heap } from './wasm-kernel.js'

export interface TiledConvolution {
  /** `[batch, height, width, channels]` */
  readonly x: TensorInfo
  /** `[3, 3, channels, outChannels]`, or `[3, 3, outChannels, channels]` where it is turned by 180 degrees. */
  readonly filter: TensorInfo
  readonly isTurned: boolean
  /** Rows of zeros above the images and columns to their left. */
  readonly pad: readonly [number, number]
  /** `[batch, outHeight, outWidth, outChannels]`, which is overwritten. */
  readonly out: TensorInfo
}

/** A convolution with a 3x3 filter, stride 1 and channels in fours, by `assembly/winograd.ts`. */
export function convolveTiled(
  assembly: Assembly,
  heap: Heap,
  { x, filter, isTurned, pad, out }: TiledConvolution,
): void {
  const [batch, height, width, from] = x.shape as [number, number, number, number]
  const [, outHeight, outWidth, to] = out.shape as [number, number, number, number]
  heap.lend(assembly.tiledWorkspaceSize(from, to), (workspace) => {
    assembly.setTiledImages(heap.at(x), height, width, ...pad, outHeight, outWidth)
    assembly.convolveTiled(heap.at(filter), isTurned, batch, from, to, heap.at(out), workspace)
  })
}
