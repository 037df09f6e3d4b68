import { nearest } from './nearest.js'

/** The sentence `Did you mean "y"?` with a space after it; empty when no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const meant = nearest(name, candidates)
  return meant === undefined ? '' : `Did you mean "${meant}"? `
}
