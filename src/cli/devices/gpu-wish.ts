import { InvalidArgumentError } from 'commander'

/** What `--gpus` asks for. */
export type GpuWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** By place among the GPUs that this process may use, from 0. */
  | { readonly kind: 'some'; readonly places: readonly number[] }

/** Parses `--gpus`: `all`, `none`, or numbers with commas between them, each once. */
export function parseGpuWish(text: string): GpuWish {
  if (text === 'none' || text === 'all') return { kind: text }
  const parts = text.split(',').map((part) => part.trim())
  if (!parts.every((part) => /^\d+$/.test(part))) {
    throw new InvalidArgumentError('Write "all", "none", or the numbers of GPUs with commas between them: 0,1')
  }
  const places = parts.map(Number)
  const twice = places.find((place, i) => places.indexOf(place) < i)
  if (twice !== undefined) {
    throw new InvalidArgumentError(
      `GPU ${twice} is named twice. Name it once; several trials on each: --trials-per-gpu 2`,
    )
  }
  return { kind: 'some', places }
}
