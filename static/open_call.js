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

/** The address that `text` spells if it can be that of a call. People leave out what seems to go without saying. */
function read(text) {
  const parts =
    /^(?:(https?:)?(?:\/\/)?([\w.-]+(?::\d+)?)?\/)?(r\/[a-z0-9-]+(?:\?[^#]*)?(?:#.*)?)$/i.exec(
      text,
    );
  if (parts === null) return null;
  const [, protocol, host, path] = parts;
  const usual = host === location.host ? location.protocol : "https:";
  const origin = host === undefined ? location.origin : `${protocol ?? usual}//${host}`;
  return URL.canParse(path, origin) ? new URL(path, origin) : null;
}
