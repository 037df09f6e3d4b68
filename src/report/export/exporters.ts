import type { ExportFormat } from './export-format.js'
import type { Exporter } from './exporter.js'

/** What makes each format; only the one that is asked for is loaded. */
export const exporters: Readonly<Record<ExportFormat, () => Promise<Exporter>>> = {
  csv: async () => (await import('./export-csv.js')).exportCsv,
  json: async () => (await import('./export-json.js')).exportJson,
  parquet: async () => (await import('./export-parquet.js')).exportParquet,
  tensorboard: async () => (await import('./tensorboard/export-tensorboard.js')).exportTensorboard,
  mlflow: async () => (await import('./mlflow/export-mlflow.js')).exportMlflow,
}
