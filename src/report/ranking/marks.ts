/** Signs in a table whose meaning stands below it. */
export const marks = {
  /** A point that cannot be told from the best one. */
  tied: '≈',
} as const
