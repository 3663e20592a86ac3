import type { Surroundings } from '../source/files.ts';
import { readModuleCode, type ImportUse } from '../source/module-code.ts';

/** A framework whose components Astro can render, once its integration is listed. */
export interface Framework {
  readonly name: string;
  readonly integration: string;
  /** File extensions of its components. */
  readonly endings: readonly string[];
}

/** By their name in `client:only`. */
export const frameworks: Readonly<Record<string, Framework>> = {
  preact: { name: 'Preact', integration: '@astrojs/preact', endings: ['.jsx', '.tsx'] },
  react: { name: 'React', integration: '@astrojs/react', endings: ['.jsx', '.tsx'] },
  'solid-js': { name: 'Solid', integration: '@astrojs/solid-js', endings: ['.jsx', '.tsx'] },
  svelte: { name: 'Svelte', integration: '@astrojs/svelte', endings: ['.svelte'] },
  vue: { name: 'Vue', integration: '@astrojs/vue', endings: ['.vue'] },
};

/** A course's configuration, as far as it can be determined statically. */
export interface Configuration {
  /** The frameworks it lists, by their name in `client:only`. */
  readonly frameworks: ReadonlySet<string>;
  /** Whether it may list others, which cannot be determined without running it. */
  readonly isOpen: boolean;
}

/** Determines the frameworks of a configuration: those whose integration it imports and calls. */
export function readConfiguration(surroundings: Surroundings | undefined): Configuration {
  const configuration = surroundings?.configuration();
  if (configuration === undefined) return { frameworks: new Set(), isOpen: false };
  const { text } = configuration;
  const code = readModuleCode(text, 'ts');
  if (code === undefined) return { frameworks: new Set(), isOpen: true };
  const listed = new Set<string>();
  const body = withoutImports(text, code.imports);
  let isOpen = false;
  for (const { specifier, names } of code.imports) {
    const known = Object.entries(frameworks).find(([, { integration }]) => integration === specifier)?.[0];
    const isUsed = names.some(({ local }) => body.includes(local));
    if (known !== undefined && isUsed) listed.add(known);
    else if (known === undefined && isUsed && !/^(?:node:|lectern(?:\/|$))/.test(specifier ?? '')) isOpen = true;
  }
  return { frameworks: listed, isOpen };
}

/** Code without the names and addresses of its imports. */
function withoutImports(code: string, imports: readonly ImportUse[]): string {
  const left = imports.flatMap((use) => [...use.names, use]).toSorted((a, b) => a.start - b.start);
  return [{ end: 0 }, ...left].map(({ end }, index) => code.slice(end, left[index]?.start)).join(' ');
}
