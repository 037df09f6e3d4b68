import type {
  backend_util,
  Conv2DAttrs,
  FusedConv2DAttrs,
  KernelConfig,
  TensorInfo,
  TileAttrs,
} from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { Assembly } from './assembly.js'
import { type Heap, wasmKernel } from './backend.js'
import { multiply } from './matrix-product.js'

/** A convolution; the backend's own takes two to three times as long. */
export function conv2d(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<Conv2DAttrs>(tf.Conv2D, (heap, inputs, attrs) =>
    convolve(tf, assembly, heap, inputs as { x: TensorInfo; filter: TensorInfo }, attrs),
  )
}

interface FusedInputs {
  readonly x: TensorInfo
  readonly filter: TensorInfo
  readonly bias: TensorInfo
}

/**
 * A convolution, then a bias for each channel, then a ReLU or nothing: what predictions are made of. Other biases and
 * activations are left to the backend.
 */
export function fusedConv2d(tf: Tf, assembly: Assembly): KernelConfig {
  const original = tf.getKernel(tf.FusedConv2D, 'wasm').kernelFunc
  const own = wasmKernel<FusedConv2DAttrs>(tf.FusedConv2D, (heap, inputs, attrs) => {
    const { x, filter, bias } = inputs as unknown as FusedInputs
    const out = convolve(tf, assembly, heap, { x, filter }, attrs)
    const places = tf.util.sizeFromShape(out.shape.slice(0, 3))
    assembly.addBias(heap.at(out), heap.at(bias), places, bias.shape[0]!, attrs.activation === 'relu')
    return out
  })
  return {
    ...own,
    kernelFunc: (call) => {
      const { filter, bias } = call.inputs as unknown as Partial<FusedInputs>
      const { activation } = call.attrs as unknown as FusedConv2DAttrs
      const isOurs =
        bias?.shape.length === 1 &&
        bias.shape[0] === filter?.shape[3] &&
        (activation === 'linear' || activation === 'relu')
      return (isOurs ? own.kernelFunc : original)(call)
    },
  }
}

/** Sizes, strides, dilations and paddings of a forward convolution. */
export function conv2dInfo(
  tf: Tf,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: Pick<Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode' | 'dataFormat'> &
    Partial<Pick<Conv2DAttrs, 'dilations'>>,
): backend_util.Conv2DInfo {
  const { strides, dilations = 1, pad, dimRoundingMode, dataFormat } = attrs
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    tf.backend_util.convertConv2DDataFormat(dataFormat),
  )
  if (info.dataFormat !== 'channelsLast') throw new Error('The engine "wasm" convolves images in the format NHWC only.')
  return info
}

/**
 * A convolution: in tiles where it can be, else as the product of the patches that the filter sees with the filter.
 *
 * x `[batch, inHeight, inWidth, inChannels]`, filter `[height, width, inChannels, outChannels]` ->
 * `[batch, outHeight, outWidth, outChannels]`.
 */
function convolve(
  tf: Tf,
  assembly: Assembly,
  heap: Heap,
  { x, filter }: { readonly x: TensorInfo; readonly filter: TensorInfo },
  attrs: Conv2DAttrs,
): TensorInfo {
  const info = conv2dInfo(tf, x.shape, filter.shape, attrs)
  const out = heap.make(info.outShape)
  if (isTiled(info)) {
    const { top, left } = info.padInfo
    convolveTiled(assembly, heap, { x, filter, isTurned: false, pad: [top, left], out })
    return out
  }
  setForwardGrid(assembly, info, heap.at(x))
  assembly.setLeftPatches(false)
  assembly.setRight(heap.at(filter), info.outChannels)
  multiply(assembly, heap, out, {
    m: info.batchSize * info.outHeight * info.outWidth,
    n: info.outChannels,
    k: info.filterHeight * info.filterWidth * info.inChannels,
  })
  return out
}

interface TiledConvolution {
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

/** Whether a convolution is one that `assembly/winograd.ts` computes. */
export function isTiled(info: backend_util.Conv2DInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info
  return (
    filterHeight === 3 &&
    filterWidth === 3 &&
    [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1) &&
    [info.inChannels, info.outChannels].every((channels) => channels > 0 && channels % 4 === 0)
  )
}

/** The first rows and columns of images `[batch, rows, columns, channels]`, in a tensor of its own. */
export function cropImages(heap: Heap, images: TensorInfo, height: number, width: number): TensorInfo {
  const [batch, rows, columns, channels] = images.shape as [number, number, number, number]
  const cropped = heap.make([batch, height, width, channels])
  const [from, to] = [heap.view(images), heap.view(cropped)]
  for (let row = 0; row < batch * height; row++) {
    const start = (Math.floor(row / height) * rows + (row % height)) * columns * channels
    to.set(from.subarray(start, start + width * channels), row * width * channels)
  }
  return cropped
}

/**
 * A tensor repeated along its axes, by copying whole blocks. The gradient of batch normalization in tfjs-layers tiles the
 * scale of each channel over all pixels, and the backend's own kernel goes value by value.
 */
export function tile(tf: Tf): KernelConfig {
  return wasmKernel<TileAttrs>(tf.Tile, (heap, inputs, attrs) => {
    const { x } = inputs as { x: TensorInfo }
    const shape = x.shape.map((size, axis) => size * attrs.reps[axis]!)
    const out = heap.make(shape, x.dtype)
    let values: Values = heap.view(x)
    let block = 1
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      block *= x.shape[axis]!
      values = repeatBlocks(values, block, attrs.reps[axis]!)
      block *= attrs.reps[axis]!
    }
    heap.view(out).set(values)
    return out
  })
}

type Values = Float32Array | Int32Array | Uint8Array

/** Each block of values, `times` times in a row. */
function repeatBlocks(values: Values, block: number, times: number): Values {
  if (times === 1) return values
  const repeated = newLike(values, values.length * times)
  if (repeated.length === 0) return repeated
  for (let from = 0; from < values.length; from += block) {
    const start = from * times
    const end = start + block * times
    repeated.set(values.subarray(from, from + block), start)
    // What is there already is copied behind itself, twice as much each time.
    for (let done = start + block; done < end; done += done - start)
      repeated.copyWithin(done, start, Math.min(done, start + end - done))
  }
  return repeated
}

function newLike(values: Values, length: number): Values {
  if (values instanceof Float32Array) return new Float32Array(length)
  return values instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length)
}

/** Lays the filter of a convolution on its input, which is at `x`. */
export function setForwardGrid(assembly: Assembly, info: backend_util.Conv2DInfo, x: number): void {
  assembly.setImages(x, info.inHeight, info.inWidth, info.inChannels)
  assembly.setGrid(info.outHeight, info.outWidth, info.filterWidth)
  assembly.setRows(info.strideHeight, info.dilationHeight, -info.padInfo.top, 1)
  assembly.setColumns(info.strideWidth, info.dilationWidth, -info.padInfo.left, 1)
}
