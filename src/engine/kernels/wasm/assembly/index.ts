export { setColumns, setGrid, setImages, setRows } from './images'
export { multiply, workspaceSize } from './multiply'
export { setLeft, setLeftPatches } from './pack-left'
export { setRight, setRightTransposed } from './pack-right'
