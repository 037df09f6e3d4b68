import type { VarianceTerm } from './variance-term.js'

/**
 * Degrees of freedom of a sum of independent estimates of variance, one of them above 0 (Satterthwaite, "An approximate
 * distribution of estimates of variance components", Biometrics Bulletin 2, 1946); of two means they are Welch's.
 */
export function satterthwaite(terms: readonly VarianceTerm[]): number {
  const sum = terms.reduce((total, { variance }) => total + variance, 0)
  // Shares do not overflow as squares of the losses of diverged networks do.
  return 1 / terms.reduce((total, { variance, degrees }) => total + (variance / sum) ** 2 / degrees, 0)
}
