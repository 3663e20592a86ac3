import type { AnswerRecord } from '../learner/state.ts';

/** Parts of an xAPI 1.0.3 statement: verb, object and result; the host page adds the actor. */
export interface StatementDetail {
  readonly verb: { readonly id: string };
  readonly object: {
    readonly id: string;
    readonly definition: { readonly type: string; readonly interactionType?: string | undefined };
  };
  readonly result: {
    readonly score: { readonly scaled: number; readonly raw: number; readonly min: 0; readonly max: number };
    readonly success: boolean;
    readonly completion: boolean;
    readonly response?: string;
  };
}

const adl = 'http://adlnet.gov/expapi/';

/** The URL of a part of this page, as an activity id. */
function activity(id: string): string {
  return `${location.href.split('#')[0]}#${id}`;
}

function report(element: HTMLElement, name: string, detail: StatementDetail): void {
  element.dispatchEvent(new CustomEvent(`lectern:${name}`, { bubbles: true, composed: true, detail }));
}

/** Dispatches `lectern:answered` on a question. */
export function reportAnswered(question: HTMLElement, { response, points }: AnswerRecord): void {
  const interactionType = question.dataset['interaction'];
  const max = Number(question.dataset['points'] ?? 1);
  const entries = Object.entries(response).toSorted(); // independent of the order of shuffled options
  const bySign: Record<string, string[] | undefined> = {
    matching: entries.map(([left, right]) => `${left}[.]${right}`),
    sequencing: entries.toSorted((a, b) => Number(a[1]) - Number(b[1])).map(([item]) => item),
  };
  const values = bySign[interactionType ?? ''] ?? entries.map(([name, value]) => (value === 'on' ? name : value));
  report(question, 'answered', {
    verb: { id: `${adl}verbs/answered` },
    object: { id: activity(question.id), definition: { type: `${adl}activities/cmi.interaction`, interactionType } },
    result: {
      score: { scaled: points, raw: points * max, min: 0, max },
      success: points === 1,
      completion: true,
      response: values.join('[,]'),
    },
  });
}

/** Dispatches `lectern:finished` on a quiz. */
export function reportFinished(quiz: HTMLElement, points: number, max: number, passed: boolean): void {
  report(quiz, 'finished', {
    verb: { id: `${adl}verbs/${passed ? 'passed' : 'failed'}` },
    object: { id: activity(quiz.id), definition: { type: `${adl}activities/assessment` } },
    result: { score: { scaled: points / max, raw: points, min: 0, max }, success: passed, completion: true },
  });
}
