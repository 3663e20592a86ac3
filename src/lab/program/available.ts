/** The modules that a Node program may require in the lab, without `node:`. */
export const NODE_MODULES = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'http',
  'net',
  'process',
  'stream',
  'timers',
  'timers/promises',
  'url',
  'util',
  'ws',
] as const;
