/** What a run can be exported as. */
export const exportFormats = ['csv', 'json', 'parquet', 'tensorboard', 'mlflow'] as const

export type ExportFormat = (typeof exportFormats)[number]
