/** A table of rooms as the page about the architecture has it. */
export const table = `## Architecture

| room | may import |
| --- | --- |
| \`core\` | nothing |
| plan, store, execute, engine | core |
| nn, report | core, engine |
| cli, index | anything |

more`
