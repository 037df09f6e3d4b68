/** What `inlineCharts` wrote into the page. */
export interface ChartData {
  /** The theme: Vega-Lite's config. */
  readonly config: Spec
  readonly charts: readonly { readonly kind: string; readonly views: readonly View[] }[]
  readonly specs: readonly Spec[]
  readonly tables: readonly (readonly (readonly [field: string, column: number])[])[]
  readonly columns: readonly Column[]
}

export interface View {
  readonly title: string
  readonly description: string
  /** Place in `specs`. */
  readonly spec: number
}

export interface Spec {
  readonly [key: string]: unknown
}

export type Column =
  | { readonly values: readonly unknown[] }
  | { readonly of: readonly unknown[]; readonly rows: readonly number[] }
