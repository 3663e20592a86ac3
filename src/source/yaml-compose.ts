import { Composer, Parser, type CST, type Document } from 'yaml';

/** Composes a document from its tokens; `length` is that of the YAML. Never throws: errors are in the document. */
export function compose(tokens: readonly CST.Token[], length: number): Document.Parsed {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  const [document] = composer.compose(tokens, true, length);
  if (document === undefined) throw new Error('the YAML composer always yields a document when forced to');
  return document as Document.Parsed;
}

/** Whether a short piece of YAML is valid on its own. */
export function isSoundYaml(yaml: string): boolean {
  const { errors, warnings } = compose([...new Parser().parse(yaml)], yaml.length);
  return errors.length === 0 && warnings.length === 0;
}
