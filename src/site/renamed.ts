/**
 * Old name → new name, for a module (`old-slug`) and its questions (`module/old-id`), so that stored answers survive.
 * Usually empty.
 */
export function renamedIn({
  slug,
  aliases,
  quiz,
}: {
  readonly slug: string;
  readonly aliases: readonly string[];
  readonly quiz?:
    | { readonly questions: readonly { readonly data: { readonly id: string; readonly aliases: readonly string[] } }[] }
    | undefined;
}): Record<string, string> {
  return Object.fromEntries([
    ...aliases.map((alias) => [alias, slug]),
    ...(quiz?.questions ?? []).flatMap(({ data }) =>
      data.aliases.map((alias) => [`${slug}/${alias}`, `${slug}/${data.id}`]),
    ),
  ]);
}
