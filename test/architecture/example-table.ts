/** A table of rooms as a README has it. */
export const table = `## Architecture

| room | may import |
| --- | --- |
| \`core\` | nothing |
| plan, store, execute, engine | core |
| train, report | core, engine |
| cli, index | anything |

more`
