// The box in which messages are typed: keys, its height, the caret, and what was typed and not sent.
const shown = 100;
const kept = "parley.draft.";

const recall = name => { try { return sessionStorage.getItem(kept + name) ?? ""; } catch { return ""; } };
function keep(box) {
  if (box.draft === undefined) return;
  try {
    if (box.value.trim()) sessionStorage.setItem(kept + box.draft, box.value);
    else sessionStorage.removeItem(kept + box.draft);
  } catch { /* a private window forgets */ }
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = Math.min(box.scrollHeight + 2, innerHeight * 0.4) + "px";
}

/** Tells the program what is typed; Enter sends it, Shift+Enter breaks the line; the other keys go to the list of suggestions while that is open. */
export function watch(program, box) {
  const typed = () => {
    grow(box);
    keep(box);
    const before = box.value.slice(0, box.selectionStart);
    program.invokeMethodAsync("Typed", before.slice(-shown), before.length <= shown, box.value.slice(0, 2), !box.value.trim());
  };
  const send = async () => {
    const text = box.value;
    if (!text.trim()) return;
    box.value = "";
    typed();
    if (!await program.invokeMethodAsync("Send", text) && !box.value) { box.value = text; typed(); }
  };
  const choose = async key => { if (!await program.invokeMethodAsync("Choose", key) && key === "Enter") send(); };
  box.typed = typed;
  box.addEventListener("input", typed);
  box.addEventListener("keydown", event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = box.dataset.open === "true";
    if (isOpen && !event.shiftKey && ["ArrowUp", "ArrowDown", "Tab", "Enter", "Escape"].includes(event.key)) {
      event.preventDefault();
      choose(event.key);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && !box.value) {
      event.preventDefault();
      program.invokeMethodAsync("EditLast");
    } else if (event.key === "Escape") {
      program.invokeMethodAsync("Cancel");
    }
  });
  box.form.addEventListener("submit", event => { event.preventDefault(); send(); box.focus(); });
}

/** Keeps what is typed under the name it has, and turns to another text. */
export function turn(box, name, text) {
  keep(box);
  box.draft = name;
  box.value = text ?? recall(name);
  // To measure it takes a layout of the whole page.
  if (box.value) grow(box);
  else box.style.height = "";
  box.setSelectionRange(box.value.length, box.value.length);
}

/** Puts a text in at the caret, in the stead of so many characters before it; the browser can undo it. */
export function insert(box, text, replaced) {
  box.focus();
  const end = box.selectionStart;
  box.setSelectionRange(Math.max(0, end - replaced), box.selectionEnd);
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.typed();
  }
}
