/** How a report can be printed. */
export const reportFormats = ['table', 'json', 'csv', 'markdown', 'html'] as const
