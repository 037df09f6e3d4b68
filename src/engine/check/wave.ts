/** `middle + scale * sin(phase + 1.7 i)` for every element i of a shape, in float32. */
export function wave(shape: readonly number[], scale: number, phase: number, middle = 0): Float32Array {
  const length = shape.reduce((product, size) => product * size, 1)
  return Float32Array.from({ length }, (_, i) => middle + Math.fround(scale * Math.sin(phase + 1.7 * i)))
}
