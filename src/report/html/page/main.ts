/**
 * What runs in the page of `sweep report --format html`. `npm run build` joins these files into one script, which stands
 * in the page with the styles and Vega: no file of this folder is loaded by Node.
 */
import { drawCharts } from './draw-charts.js'
import { filterTables } from './filter-tables.js'
import { openForPrint } from './open-for-print.js'
import { sortTables } from './sort-tables.js'

sortTables()
filterTables()
openForPrint()
void drawCharts()
