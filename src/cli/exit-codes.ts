/** What the process tells its caller. Documented in the README. */
export const exitCodes = {
  /** All trials ended, none of them failed. */
  ok: 0,
  /** Some trials failed, or a check did. */
  someFailed: 1,
  /** The command, the sweep file, the data or the folder of runs cannot be used. */
  usage: 2,
  /** A defect of sweep itself. */
  internal: 70,
  /** Stopped by Ctrl-C or SIGTERM; `sweep resume` goes on. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
