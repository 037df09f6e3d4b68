import type { Exporter, ExportFormat } from './exporter.js'

/** What makes each format; only the one that is asked for is loaded. */
export const exporters: Readonly<Record<ExportFormat, () => Promise<Exporter>>> = {
  csv: async () => (await import('./csv.js')).exportCsv,
  json: async () => (await import('./json.js')).exportJson,
  parquet: async () => (await import('./parquet.js')).exportParquet,
  tensorboard: async () => (await import('./tensorboard.js')).exportTensorboard,
  mlflow: async () => (await import('./mlflow.js')).exportMlflow,
}
