import type { MemoryContent } from '../../src/source/memory.ts';

/** The front matter of the sound lesson on DNS, without its `---` lines. */
export const soundFront = `title: What Is DNS?
summary: Names become addresses.
objectives:
  - id: lookup
    text: Explain a lookup
`;

export const soundBody = `## The Lookup

A browser asks for the address of a name.

## The Cache

It remembers the answer for a while.
`;

export const validQuiz = `title: Quick Quiz
questions:
  - id: first
    prompt: What does a lookup find?
    objective: lookup
    section: the-lookup
    options:
      - id: address
        text: The address of a name
        correct: true
        feedback: That is what it is for.
      - id: page
        text: The page itself
        feedback: The page comes later.
    explanation: A lookup turns a name into an address.
  - id: second
    type: true-false
    prompt: Answers are remembered for a while.
    objective: lookup
    section: the-cache
    answer: true
    explanation: They are kept as long as the answer says they may be.
`;

export const validCourse = `title: How Names Work
language: en
categories:
  - id: net
    title: The Net
    modules: [http, dns]
`;

export const validHttp = `---
title: What Is HTTP?
summary: Browsers ask, servers answer.
objectives:
  - id: ask
    text: Explain a request
---

## The Request

A browser asks.
`;

/** A course of two modules without a single problem, as a place to put mistakes into. */
export function validCourseFiles(format: 'md' | 'mdx' = 'md'): Record<string, MemoryContent[string]> {
  return {
    'course.yaml': validCourse,
    'modules/http/lesson.md': validHttp,
    [`modules/dns/lesson.${format}`]: `---\n${soundFront}---\n\n${soundBody}`,
    'modules/dns/quiz.yaml': validQuiz,
  };
}
