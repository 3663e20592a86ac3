import { loadCourse } from '../../src/lesson/load.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { quizHtml } from '../../src/questions/quiz.ts';
import { catalogueOf, type Catalogue } from '../../src/site/catalogue.ts';
import { sitesFromCourse } from '../../src/site/from-course.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { soundFront, validHttp, validQuiz } from './sound.ts';

/** A small course in English, whole in German. */
export const inGerman = {
  'course.yaml': `title: How Names Work
language: en
translations: [de]
categories:
  - id: net
    title: The Net
    modules: [http, dns]
`,
  'course.de.yaml': `source: d9d5b75269
title: Wie Namen funktionieren
categories: { net: Das Netz }
`,
  'modules/http/lesson.md': validHttp,
  'modules/http/lesson.de.md': `---
source: f5c241dbaa
title: Was ist HTTP?
summary: Browser fragen, Server antworten.
objectives:
  ask: Eine Anfrage erklären
---

## Die Anfrage

Ein Browser fragt.
`,
  'modules/dns/lesson.md': `---
${soundFront}---

## The Lookup

A browser asks for the address of a name, before [its request](../http/lesson.md).

## The Cache

It remembers the answer for a while.
`,
  'modules/dns/quiz.yaml': `${validQuiz}  - id: pairs
    type: matching
    prompt: Match them.
    objective: lookup
    section: the-lookup
    pairs:
      - left: name
        right: What people read
      - left: address
        right: What machines use
    distractors: [What nobody needs]
    explanation: Names are for people.
  - id: named
    type: short-answer
    prompt: What is the system called?
    objective: lookup
    section: the-lookup
    accept: [DNS, domain name system]
    explanation: It is the domain name system.
`,
  'modules/dns/lesson.de.md': `---
source: 00d7259956
title: Was ist DNS?
summary: Namen werden zu Adressen.
objectives:
  lookup: Eine Abfrage erklären
---

## Die Abfrage

Ein Browser fragt nach der Adresse zu einem Namen, vor [seiner Anfrage](../http/lesson.md).

## Der Zwischenspeicher

Er merkt sich die Antwort eine Weile.
`,
  'modules/dns/quiz.de.yaml': `title: Kurzes Quiz
questions:
  first:
    source: 9a7ba0770d
    prompt: Was findet eine Abfrage?
    options:
      address: { text: Die Adresse zu einem Namen, feedback: Dafür ist sie da. }
      page: { text: Die Seite selbst, feedback: Die Seite kommt später. }
    explanation: Eine Abfrage macht aus einem Namen eine Adresse.
  second:
    source: 5ac07323d4
    prompt: Antworten bleiben eine Weile gespeichert.
    explanation: So lange, wie die Antwort selbst es sagt.
  pairs:
    source: 61fa2eb470
    prompt: Ordne zu.
    pairs:
      name: { left: Name, right: Was Menschen lesen }
      address: { left: Adresse, right: Was Rechner brauchen }
    distractors: [Was niemand braucht]
    explanation: Namen sind für Menschen.
  named:
    source: 7da3bf3159
    prompt: Wie heißt das System?
    accept: [Namenssystem]
    explanation: Es ist das Domain Name System.
`,
};

/** What is shown of the module `dns` in each language, the original first. */
export function siteIn(files: Readonly<Record<string, string>>): readonly [Shown, Shown] {
  const { course } = loadCourse(memoryFiles(files));
  const sites = sitesFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: ({ code }) => plainLines(code),
    asset: () => undefined,
    proof: () => undefined,
    search: { hash: () => 'hash', kept: { get: () => undefined, put: () => undefined } },
    labFrame: () => undefined,
  });
  const [original, german] = sites.map(({ site }): Shown => ({
    site,
    catalogue: catalogueOf(site),
    quiz: quizHtml(site.modules.find(({ slug }) => slug === 'dns')!.quiz!, 'dns'),
  }));
  return [original!, german!];
}

interface Shown {
  readonly site: SiteModel;
  readonly catalogue: Catalogue;
  readonly quiz: string;
}
