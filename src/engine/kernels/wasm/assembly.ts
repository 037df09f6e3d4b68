import { readFileSync } from 'node:fs'
import type { WasmBackend } from './backend.js'

/**
 * The functions of `assembly/`, compiled to WebAssembly with SIMD; they work on the heap of the backend, whose memory
 * they share. Places in the heap are bytes from its start. What each does is said there.
 */
export interface Assembly {
  setImages(images: number, height: number, width: number, channels: number): void
  setGrid(rows: number, columns: number, columnsOfFilter: number): void
  setRows(step: number, tap: number, start: number, divide: number): void
  setColumns(step: number, tap: number, start: number, divide: number): void
  setLeft(matrix: number, valuesInRow: number, transposed: boolean): void
  setLeftPatches(transposed: boolean): void
  setRight(matrix: number, columns: number): void
  setRightTransposed(matrices: number, columns: number, length: number): void
  workspaceSize(n: number, k: number): number
  multiply(m: number, n: number, k: number, out: number, add: boolean, workspace: number): void

  setTiledImages(
    images: number,
    height: number,
    width: number,
    padTop: number,
    padLeft: number,
    outHeight: number,
    outWidth: number,
  ): void
  tiledWorkspaceSize(from: number, to: number): number
  convolveTiled(
    filter: number,
    turned: boolean,
    batch: number,
    from: number,
    to: number,
    out: number,
    workspace: number,
  ): void
  tiledFilterGrad(dy: number, batch: number, from: number, to: number, out: number, workspace: number): void

  normalizeWorkspace(channels: number): number
  normalize(
    x: number,
    gamma: number,
    beta: number,
    y: number,
    mean: number,
    variance: number,
    places: number,
    channels: number,
    epsilon: number,
    floor: number,
    workspace: number,
  ): void
  normalizeGrad(
    dy: number,
    x: number,
    y: number,
    gamma: number,
    mean: number,
    variance: number,
    dx: number,
    dgamma: number,
    dbeta: number,
    places: number,
    channels: number,
    epsilon: number,
    floor: number,
    workspace: number,
  ): void

  setDepthwise(
    height: number,
    width: number,
    channels: number,
    multiplier: number,
    outHeight: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
  ): void
  setDepthwiseSteps(strideHeight: number, strideWidth: number, padTop: number, padLeft: number): void
  depthwiseFilterGrad(x: number, dy: number, out: number, batch: number): void
  depthwiseInputGrad(dy: number, filter: number, dx: number, batch: number): void

  addBias(out: number, bias: number, places: number, channels: number, relu: boolean): void

  maxPoolGrad(
    x: number,
    dy: number,
    dx: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ): void
}

/** Loads them onto the heap of a backend. */
export function loadAssembly({ wasm }: { readonly wasm: Pick<WasmBackend['wasm'], 'asm'> }): Assembly {
  const module = new WebAssembly.Module(readFileSync(new URL('./assembly.wasm', import.meta.url)))
  return new WebAssembly.Instance(module, { env: { memory: wasm.asm.memory } }).exports as Assembly
}

/** What is used of it here; Node's types leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}
