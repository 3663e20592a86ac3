/** A script that only loads another one of its folder. */
const facade = /^\s*import\s*["'`]\.\/([^"'`]+)["'`];?\s*$/;

/** The scripts of a site, and how its pages come to them. */
export interface Scripts {
  /** By their path below the base. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** The page with each script that is gone replaced by the one it would have loaded. */
  direct(html: string): string;
}

/**
 * Leaves out the scripts that hold nothing but the import of another file. The bundler makes one for every script of a
 * page whose code it put into a chunk that others share, whatever `preserveEntrySignatures` says (Rolldown 1), and each would
 * cost its page a request.
 */
export function withoutFacades(assets: ReadonlyMap<string, Uint8Array>): Scripts {
  const targets = new Map<string, string>();
  const kept = new Map<string, Uint8Array>();
  for (const [path, bytes] of assets) {
    // So small that nothing else can be in it: longer ones need not be read.
    const target =
      path.endsWith('.js') && bytes.length < 200 ? facade.exec(new TextDecoder().decode(bytes))?.[1] : undefined;
    if (target === undefined) kept.set(path, bytes);
    else targets.set(path, path.replace(/[^/]*$/, target));
  }
  return {
    assets: kept,
    // Their names hold a hash: whatever ends like this is such a script.
    direct: (html) =>
      [...targets].reduce((page, [from, to]) => page.replaceAll(`/${from}"></script>`, `/${to}"></script>`), html),
  };
}
