/** What has to become of a piece that an author wrote, on the page of its module. */
export type Expectation = { readonly feature: string; readonly source: string } & What;

export type What =
  /** A run of text, white space apart, in one go. `within` names a question: in it, its group or its key. */
  | { readonly kind: 'text'; readonly text: string; readonly within?: string | undefined }
  /** A block of code, character by character. */
  | { readonly kind: 'code'; readonly code: string; readonly within?: string | undefined }
  /** A picture with this alternative text, which is that file of the content folder. */
  | { readonly kind: 'picture'; readonly alt: string; readonly file: string }
  /** A link with this text, to a file of the content folder, to a place in the course, or away. */
  | { readonly kind: 'link'; readonly text: string; readonly to: Target }
  /** An element that loads that file by one of its attributes. */
  | { readonly kind: 'media'; readonly attribute: string; readonly file: string }
  /** An attribute that holds this text. */
  | { readonly kind: 'attribute'; readonly name: string; readonly value: string }
  /** A control that learners know by this text, among other words. */
  | { readonly kind: 'name'; readonly text: string; readonly within: string }
  /** A cell of a table with this text, aligned like that. */
  | { readonly kind: 'align'; readonly text: string; readonly side: 'left' | 'center' | 'right' }
  /** Something to link to. */
  | { readonly kind: 'id'; readonly id: string };

export type Target =
  | { readonly file: string }
  | { readonly module: string; readonly fragment: string }
  | { readonly address: string };
