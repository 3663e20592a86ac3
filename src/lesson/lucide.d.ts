/** The drawings of Lucide as data; named here so that the compiler need not read a megabyte of them. */
declare module 'lucide-static/icon-nodes.json' {
  const drawings: Readonly<
    Record<string, readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]>
  >;
  export default drawings;
}
