import { parseYaml } from '../source/yaml.ts';
import type { CourseFiles } from '../source/files.ts';
import { decodeText } from '../source/text.ts';
import { withoutEnd } from '../text/ends.ts';
import { asMapping } from './value.ts';

/** Where `course.yaml` says that the course will be published. */
export interface SiteAddress {
  /** As written. */
  readonly url: string;
  /** Its path, `/` or `/some/path/`. */
  readonly base: string;
}

/**
 * The address in `course.yaml`, before the course is read: pages are bundled for it meanwhile. Undefined if there is
 * none, or none that can be read, which loading the course reports.
 */
export function siteAddress(files: CourseFiles): SiteAddress | undefined {
  const { source: text } = decodeText('course.yaml', files.read('course.yaml'));
  // Most courses that are being written have none, and need not be parsed for that.
  if (text === undefined || !text.text.includes('url')) return undefined;
  const url = asMapping(parseYaml(text).source?.value)?.['url'];
  return typeof url === 'string' && URL.canParse(url) ? { url, base: pathOf(new URL(url)) } : undefined;
}

/** The path of a site's address, `/` or `/some/path/`. */
export function pathOf({ pathname }: URL): string {
  return `${withoutEnd(pathname, /\//)}/`;
}
