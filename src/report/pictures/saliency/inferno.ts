export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * The colour of a value 0..1, each part 0..255: matplotlib's inferno, from black over red to light yellow. It gets lighter
 * all the way, so that it reads in black and white and with any colour vision.
 *
 * Source: Smith and van der Walt, "A Better Default Colormap for Matplotlib" (SciPy 2015); ten of its colours, and between
 * them straight lines.
 */
export function inferno(value: number): Rgb {
  const place = Math.min(1, Math.max(0, value)) * (stops.length - 1)
  const before = Math.min(stops.length - 2, Math.floor(place))
  const share = place - before
  const [from, to] = [stops[before]!, stops[before + 1]!]
  const part = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share)
  return [part(0), part(1), part(2)]
}

const stops: readonly Rgb[] = [
  [0, 0, 4],
  [27, 12, 65],
  [74, 12, 107],
  [120, 28, 109],
  [165, 44, 96],
  [207, 68, 70],
  [237, 105, 37],
  [251, 155, 6],
  [247, 209, 61],
  [252, 255, 164],
]
