// Keys that hold for the whole page, and lists whose chosen entry is to be seen.

/** Calls SwitchAsked() on the program for Ctrl+K, or Cmd+K on a Mac. Gives what is called to hear it no more. */
export function watchKeys(program) {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const listener = event => {
    if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(mac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    program.invokeMethodAsync("SwitchAsked");
  };
  addEventListener("keydown", listener);
  return { end: () => removeEventListener("keydown", listener) };
}

/** Scrolls the chosen entry of a list into sight. */
export function show(list) { list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }

/** Moves the focus to the list's next or former button with that name, or to its first or last one. */
export function moveFocus(list, key) {
  const all = [...list.querySelectorAll("[data-row]")];
  const at = all.indexOf(document.activeElement);
  ({ ArrowDown: all[Math.min(at + 1, all.length - 1)], ArrowUp: all[Math.max(at - 1, 0)], Home: all[0], End: all.at(-1) })[key]?.focus();
}
