/** The name of a call as people read it: `quiet-otter-bay` is “Quiet otter bay”. */
export function callTitle(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
