import type { backend_util } from '@tensorflow/tfjs-core'
import type { Assembly } from './assembly.js'

/** Lays the filter of a convolution on its input, which is at `x`. */
export function setForwardGrid(assembly: Assembly, info: backend_util.Conv2DInfo, x: number): void {
  assembly.setImages(x, info.inHeight, info.inWidth, info.inChannels)
  assembly.setGrid(info.outHeight, info.outWidth, info.filterWidth)
  assembly.setRows(info.strideHeight, info.dilationHeight, -info.padInfo.top, 1)
  assembly.setColumns(info.strideWidth, info.dilationWidth, -info.padInfo.left, 1)
}
