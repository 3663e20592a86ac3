import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { lectern } from '../../src/cli/lectern.ts';
import type { ExitStatus } from '../../src/cli/command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** A folder of its own for one test, with these files in it, gone afterwards. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export interface Outcome {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

/** Runs one `lectern …` in a folder, in memory. */
export async function run(cwd: string, words: readonly string[], rest: Partial<Terminal> = {}): Promise<Outcome> {
  const { terminal, written } = terminalIn(cwd, rest);
  const status = await lectern(words, terminal);
  return { status, ...written() };
}

export function terminalIn(
  cwd: string,
  rest: Partial<Terminal> = {},
): { readonly terminal: Terminal; readonly written: () => { out: string; err: string } } {
  const said = { out: '', err: '' };
  const output = (stream: 'out' | 'err') => ({
    write: (text: string) => void (said[stream] += text),
    isTerminal: false,
    columns: 100,
  });
  const terminal: Terminal = {
    cwd,
    env: {},
    out: output('out'),
    err: output('err'),
    invocation: 'npm run lectern --',
    ask: undefined,
    now: () => 0,
    peakMemory: () => 0,
    stopped: () => Promise.resolve(),
    ...rest,
  };
  return { terminal, written: () => ({ ...said }) };
}

/** A small course without any problem. */
export const validCourse: Readonly<Record<string, string>> = {
  'content/course.yaml': `title: Waves
description: How waves travel.
language: en
categories:
  - id: physics
    title: Physics
    modules: [sound]
`,
  'content/modules/sound/lesson.md': `---
title: What Is Sound?
summary: Air that moves back and forth.
objectives:
  - id: name-medium
    text: Name what carries a sound
---

## What Carries It

Sound is carried by air, water or a wall.
`,
  'content/modules/sound/quiz.yaml': `questions:
  - id: medium
    type: single-choice
    prompt: What carries the sound of a bell to your ear?
    objective: name-medium
    section: what-carries-it
    options:
      - id: air
        text: The air between
        correct: true
        feedback: Air is pushed and pulled, and passes that on.
      - id: light
        text: The light around
        feedback: Light travels without air; a bell in a vacuum is seen and not heard.
      - id: nothing
        text: Nothing at all
        feedback: A bell in a vacuum makes no sound, so something must carry it.
    explanation: A sound is a movement of the air between the bell and the ear, handed on from place to place.
`,
};

/** The quiz of that course, with a second question. */
export const twoQuestions = `${validCourse['content/modules/sound/quiz.yaml'] ?? ''}  - id: vacuum
    type: true-false
    prompt: Sound travels through a vacuum.
    objective: name-medium
    section: what-carries-it
    answer: false
    explanation: There is nothing in a vacuum that could be pushed and pulled.
`;

/** What starts Lectern. */
export const launcher = fileURLToPath(new URL('../../src/cli/lectern.mjs', import.meta.url));

/** Runs one `lectern …` as its own process, as a reader would: for what needs Astro, signals or the launcher. */
export function runProcess(cwd: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status: status as ExitStatus, out: stdout, err: stderr };
}
