/** Stylesheets that only the pages load whose lesson or quiz uses a block or a type of question with its style in them. */
export const blockSheets = ['blocks', 'math', 'diagram', 'kinds'] as const;
export type BlockSheet = (typeof blockSheets)[number];

/** What a block may need on its page beside what every page has: a stylesheet, or the script of the block. */
export type Need = BlockSheet | 'enlarge' | 'tabs' | 'terms' | 'video';
