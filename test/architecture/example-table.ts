/** A table of rooms as a README has it. */
export const table = `## Architecture

| room | may import |
| --- | --- |
| \`core\` | nothing |
| plan, store, execute, engine | core |
| nn, report | core, engine |
| cli, index | anything |

more`
