import { matches, quoted, type RawKind, type RawUse } from './kind.ts';

const inserted = (written: string): RawUse['words'] => ({
  message: `${quoted(written)} is shown as written, nothing is put in its place`,
  why: 'learners would see the command instead of what it should bring',
  fix: `write out what it stands for; if the text itself is meant, put it between backticks`,
});

/** Commands of template languages and other site generators: variables, shortcodes, included files. */
export const templates: RawKind = {
  code: 'raw-template',
  signs: /\{\{|\{%|\{#[^{}\r\n]*#\}|<%|<<<|--8<--|@\[|\[!|\[\[_?toc|^[ \t>]*(?:\[toc\]|@@@|!include|@import)/im,
  inRun: (run) => [
    ...matches(run, /(?<!=)\{\{(?:[^{}\r\n]|\{[^{}\r\n]*\})*\}\}/g, inserted),
    ...matches(run, /\{%[^%\r\n]*%\}|\{#[^{}\r\n]*#\}|<%[^%\r\n]*%>/g, inserted),
    ...matches(run, /(?=<<<)(?<=^[\s\uE000]*)<<<[ \t]*[\w@./~"'][^\r\n]*/gm, inserted),
    ...matches(
      run,
      /(?=[-!@])(?<=^[\s\uE000]*)(?:-{1,3}8<-{1,3}[ \t]*["'][^\r\n]*|!include(?:url)?[ \t]+\S[^\r\n]*|@import[ \t]+["'][^\r\n]*)/gm,
      inserted,
    ),
    ...matches(run, /\[!(?:INCLUDE|VIDEO|code-[a-z])(?:[^[\]\r\n]|\[[^[\]\r\n]*\])*\]/gi, inserted),
    ...matches(run, /@\[[a-z]+\]\([^()\r\n]*\)/gi, inserted),
    ...matches(run, /^[ \t\uE000]*(?:\[toc\]|\[\[_?toc_?\]\])[ \t]*$/gim, (written) => ({
      message: `${quoted(written)} is shown as written, not as a table of contents`,
      why: 'learners would see a word in brackets',
      fix: 'remove it: every lesson has its list of sections',
    })),
  ],
};
