/** Lucide's icons as data; declared here so that the compiler does not have to read a megabyte of JSON. */
declare module 'lucide-static/icon-nodes.json' {
  const drawings: Readonly<Record<string, unknown>>;
  export default drawings;
}
