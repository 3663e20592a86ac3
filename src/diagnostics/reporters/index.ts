import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** All formats of `lectern validate --format`; a new one is one file and one line here. */
export const reporters = { text, json, github, sarif, junit } satisfies Record<string, Reporter>;

export type Format = keyof typeof reporters;
