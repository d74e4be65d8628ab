// Opens a pasted invite link here, in the browser: its key must not reach the server.
const form = document.querySelector("[data-open-call]");
const field = form.querySelector("input");
const problem = form.querySelector("[role=alert]");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const link = read(field.value.trim());
  const sentence = link === null
    ? form.dataset.notALink
    : /^#[\w-]{22}$/.test(link.hash)
    ? ""
    : form.dataset.noKey;
  problem.textContent = sentence;
  field.setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence === "") location.assign(link);
  else field.focus();
});

field.addEventListener("input", () => {
  problem.textContent = "";
  field.removeAttribute("aria-invalid");
});

/** The address that `text` spells if it can be that of a call; people leave out `https://`, or all before `/r/`. */
function read(text) {
  const path = /(?:^|\/)(r\/[a-z0-9-]+(?:\?[^#]*)?(?:#.*)?)$/.exec(text);
  if (path === null) return null;
  const absolute = /^https?:\/\//.test(text)
    ? text
    : /^[\w.-]+(:\d+)?\//.test(text) && !text.startsWith("r/")
    ? `https://${text}`
    : `/${path[1]}`;
  try {
    return new URL(absolute, location.href);
  } catch {
    return null;
  }
}
