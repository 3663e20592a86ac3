import type { LabVariant } from '../lab/variant.ts';
import type { CourseFiles } from '../source/files.ts';
import { checkedBefore, type CheckedBefore } from '../cache/checked.ts';
import type { Engine } from '../cache/engine.ts';
import { subsetFonts, planSubsets, type FacePlan } from '../assets/fonts/subset.ts';
import type { Course } from '../course/model.ts';
import { inContext, sheetAddresses, type PageStyles } from '../publish/page-context.ts';
import { courseCharacters, everywhereIn } from '../site/from-course.ts';
import { stylesheetPath } from '../site/pages.ts';
import { highlightWorkers, knownColours } from '../publish/highlighting/highlight.ts';
import type { Workspace } from '../cache/workspace.ts';
import { answerWithFile } from './handlers.ts';
import { WatchedCourse, type InCourse } from './course-watch.ts';
import type { Answer } from './server.ts';

export interface ServedOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  readonly base: string;
  readonly workspace: Workspace;
  readonly engine: Engine;
  /** Whether lessons may use components; `true` if it is not said. */
  readonly components?: boolean;
  /** Stops what threads are doing. */
  readonly signal: AbortSignal;
}

/** A course that is shown to its author, with all that its pages are made with; whatever serves them. */
export class ServedCourse {
  readonly content: string;
  readonly files: CourseFiles;
  readonly base: string;
  readonly workspace: Workspace;
  readonly course: WatchedCourse;
  /** Answers with what is no page: the author's script, pictures and other files of modules, faces, the lab. */
  readonly answerWithFile: Answer;
  /** What earlier runs read and found. */
  readonly before: CheckedBefore;
  /** Calls `render`, which shows the course as it is now, in its language or another one. */
  readonly inContext: InCourse;

  /** Reads the course, which takes a while. */
  constructor({ content, files, base, workspace, engine, signal, components = true }: ServedOptions) {
    this.content = content;
    this.files = files;
    this.base = base;
    this.workspace = workspace;
    this.before = checkedBefore(workspace.cache, engine.reading);
    const labFrame = (variant: LabVariant): string => `${base}_files/lab-${variant}.html`;
    this.course = new WatchedCourse(files, base, labFrame, highlightWorkers({ threads: 1, signal }), {
      components,
      reads: this.before.reads,
      colours: knownColours(workspace.cache),
    });
    const { course } = this.course.load();
    const stylesIn = (each: Course | undefined): PageStyles & { readonly faces: FacePlan } => ({
      stylesheets: sheetAddresses(
        (sheet) => `${base}${each === course ? '' : `${each?.language}/`}${stylesheetPath(sheet)}`,
      ),
      faces:
        each === undefined
          ? planSubsets(latin, `${base}_files/`)
          : planSubsets(latin + courseCharacters(each, true, each === course), `${base}_files/`, everywhereIn(each)),
    });
    const styles = stylesIn(course);
    const others = new Map(course?.translations.map((each) => [each.language, stylesIn(each)]));
    this.inContext = (render, { language = '', inlineStyles = new Set<string>() } = {}) =>
      inContext({ site: this.course.siteIn(language), styles: others.get(language) ?? styles, inlineStyles }, render);
    // Cut while the server starts: a page may be there before its faces.
    const faces = Promise.all(
      [styles, ...others.values()].map(({ faces: plan }) => subsetFonts(plan, workspace.cache, signal)),
    ).then((cut) => new Map(cut.flatMap((files) => [...files])));
    faces.catch(() => undefined); // heard of by whoever asks for one
    this.answerWithFile = answerWithFile({ course: this.course, faces, labFrame, base });
  }

  /** To be told when the course has been read and checked once. */
  keep(): void {
    this.workspace.cache.save();
    this.before.close();
  }

  close(): void {
    this.workspace.close();
  }
}

/** Every Latin character, so that what an author types next is among them. */
const latin = Array.from({ length: 0x250 - 0xa0 }, (_, index) => String.fromCodePoint(0xa0 + index)).join('');
