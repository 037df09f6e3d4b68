/** A GPU of NVIDIA's, as its driver describes it. */
export interface Gpu {
  /** Its place on the bus, from 0. */
  readonly index: number
  readonly uuid: string
  readonly name: string
  /** Null where the driver does not tell. */
  readonly memoryMebibytes: number | null
  readonly driver: string
}
