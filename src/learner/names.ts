/**
 * Maps former names of modules and questions to their current ones: `old` → `new`, `old/q` → `new/q`, `new/old-q` →
 * `new/new-q`.
 */
export function renamer(renamed: Readonly<Record<string, string>>): (name: string) => string {
  const now = (name: string) => (Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name);
  return (name) => {
    const [module = '', ...question] = name.split('/');
    return now([now(module), ...question].join('/'));
  };
}
