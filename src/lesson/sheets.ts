/** Stylesheets that only the pages load whose lesson or quiz uses a block with its style in them. */
export const blockSheets = ['blocks'] as const;
export type BlockSheet = (typeof blockSheets)[number];
