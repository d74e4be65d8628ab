/** Marks a link to the page it stands on, or to one further up, for style sheets and for people who listen. */
export function currentPage(href: unknown, pathname: string): Record<string, string> {
  if (typeof href !== "string" || !href.startsWith("/")) return {};
  const target = withoutSlash(new URL(href, "http://localhost").pathname);
  const here = withoutSlash(pathname);
  if (target === here) {
    return { "data-current": "true", "aria-current": "page" };
  }
  if (target === "/" || here.startsWith(`${target}/`)) {
    return { "data-ancestor": "true", "aria-current": "true" };
  }
  return {};
}

function withoutSlash(path: string): string {
  return path !== "/" && path.endsWith("/") ? path.slice(0, -1) : path;
}
