/** What a host trains on; a GPU is named as in CUDA_VISIBLE_DEVICES, by its number or its UUID. */
export type Device = { readonly kind: 'cpu' } | { readonly kind: 'gpu'; readonly id: string }

export type DeviceKind = Device['kind']
