import { describe, expect, test } from 'vitest';
import { questionSchemas, type Question } from '../../schemas/questions/index.ts';
import type { CourseData } from '../../schemas/course.ts';
import type { FigureName, LessonData } from '../../schemas/lesson.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { Course, LocatedQuestion, Module } from '../../src/course/model.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Fails the type check, not the run: a forgotten or widened field is a compile error here. */
const same = <T extends true>(value: T): T => value;

interface LessonShape {
  title: string;
  summary: string;
  objectives: { id: string; text: string }[];
  prerequisites: string[];
  figure?: FigureName | string | { light: string; dark?: string | undefined; alt?: string | undefined } | undefined;
  authors?: { name: string; url?: string | undefined }[] | undefined;
  updated?: string | undefined;
  draft: boolean;
  aliases: string[];
  sections: Record<string, string[]>;
}

interface Base {
  id: string;
  prompt: string;
  objective: string;
  section: string;
  hints: string[];
  aliases: string[];
  explanation?: string | undefined;
  context?: string | undefined;
  points?: number | undefined;
  silence?: Record<string, string> | undefined;
}

interface TrueFalseShape extends Base {
  type: 'true-false';
  answer: boolean;
  feedback?: { true?: string | undefined; false?: string | undefined } | undefined;
}

type Flat<T> = { [K in keyof T]: T[K] };

describe('What the schemas give out', () => {
  test('is what the model promises', () => {
    same<Equal<Flat<LessonData>, Flat<LessonShape>>>(true);
    same<Equal<Flat<Extract<Question, { type: 'true-false' }>>, Flat<TrueFalseShape>>>(true);
    same<Equal<Module['lesson']['data'], LessonData>>(true);
    same<Equal<NonNullable<Module['quiz']>['data'], QuizData>>(true);
    same<Equal<Course['data'], CourseData>>(true);
    same<Equal<LocatedQuestion['data'], QuizData['questions'][number]>>(true);
    same<
      Equal<
        Question['type'],
        | 'single-choice'
        | 'multiple-choice'
        | 'true-false'
        | 'short-answer'
        | 'numeric'
        | 'ordering'
        | 'matching'
        | 'fill-in'
        | 'predict-output'
        | 'classify'
        | 'parsons'
        | 'self-check'
      >
    >(true);
    expect(questionSchemas.length).toBe(12);
  });
});
