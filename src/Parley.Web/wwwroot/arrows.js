// Arrow keys move the focus along a list; what it begins with may be the field that the list belongs to.

const watched = new WeakSet();

/** Moves the focus among the elements of that selector in the container, by up, down, and in the list also Home and End. */
export function watch(container, selector) {
  if (watched.has(container)) return;
  watched.add(container);
  container.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const all = [...container.querySelectorAll(selector)];
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const inField = event.target.matches("input, textarea");
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: inField ? at : all.findIndex(one => !one.matches("input, textarea")), End: inField ? at : all.length - 1 }[event.key];
    if (next === undefined || next === at || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  });
}
