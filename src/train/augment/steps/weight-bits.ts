/** Weights of a resize are integers of this many binary places. */
export const weightBits = 22
