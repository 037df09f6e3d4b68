/** Keeps the value of the newest key; what could not be loaded is forgotten, so that the next call tries again. */
export function newestOnly<Value>(): (key: string, load: () => Promise<Value>) => Promise<Value> {
  let newest: { readonly key: string; readonly value: Promise<Value> } | undefined
  return (key, load) => {
    if (newest?.key === key) return newest.value
    const value = load()
    newest = { key, value }
    value.catch(() => {
      if (newest?.value === value) newest = undefined
    })
    return value
  }
}
