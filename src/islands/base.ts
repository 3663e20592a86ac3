/// <reference types="vite/client" />

/** Where the pages of this language lie; the learner's answers are kept for all languages together. */
export const base = document.documentElement.dataset['base'] ?? import.meta.env.BASE_URL;

/** How the keys begin under which a browser keeps attempts at exams, in whichever language: a module's slug follows. */
export const examKeys = `lectern-exam:${import.meta.env.BASE_URL}:`;
