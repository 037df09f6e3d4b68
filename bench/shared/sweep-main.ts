import { fileURLToPath } from 'node:url'

/** The file that `npx sweep` runs. */
export const sweepMain = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
