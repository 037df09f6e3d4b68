import type { ForestFit } from '../effects.js'
import { shareText } from './share-text.js'

/** How the importances were found and how far they can be trusted, in plain sentences. */
export function forestNote(fit: Omit<ForestFit, 'note'>, all: number): string {
  return [method(fit, all), told(fit), seeds(fit)].filter((text) => text !== '').join(' ')
}

function method({ trees, points, coverage }: Omit<ForestFit, 'note'>, all: number): string {
  if (coverage === 1) return `The importances are exact for the complete grid of ${points} points.`
  const which = points < all ? `${points} of the ${all} points, drawn at random` : `${points} points`
  const forest = `The importances come from a random forest of ${trees} trees over ${which}`
  return coverage === null ? `${forest}.` : `${forest}, which are ${shareText(coverage)} of their grid.`
}

function told({ explained }: Omit<ForestFit, 'note'>): string {
  if (explained === null) return ''
  if (explained > 0) return `It tells ${shareText(explained)} of the variance of points that it was not shown.`
  return 'It tells nothing right of points that it was not shown, so they describe these points and need not hold for others.'
}

function seeds({ chance }: Omit<ForestFit, 'note'>): string {
  if (chance === null) return 'With one seed it cannot be told how much of the variance is chance.'
  return `Chance between seeds makes up ${shareText(chance)} of the variance of the points.`
}
