// A menu over the page: where it opens, and its keys. https://www.w3.org/WAI/ARIA/apg/patterns/menubar/

const edge = 8;

function items(menu) { return [...menu.querySelectorAll("[role^=menuitem]:not(:disabled)")]; }

function place(menu, x, y) {
  const width = menu.offsetWidth, height = menu.offsetHeight;
  const left = getComputedStyle(menu).direction === "rtl" ? x - width : x;
  menu.style.inset = "auto";
  menu.style.left = Math.max(edge, Math.min(left, innerWidth - width - edge)) + "px";
  menu.style.top = Math.max(edge, Math.min(y, innerHeight - height - edge)) + "px";
}

function onKey(event) {
  const menu = event.currentTarget;
  const all = items(menu), at = all.indexOf(document.activeElement);
  const to = {
    ArrowDown: () => all[(at + 1) % all.length],
    ArrowUp: () => all[(at + all.length - 1) % all.length],
    Home: () => all[0],
    End: () => all.at(-1),
  }[event.key]?.() ?? (event.key.length === 1 && event.key !== " "
    ? [...all.slice(at + 1), ...all].find(item => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase())) : null);
  if (event.key === "Tab") { menu.hidePopover(); event.preventDefault(); }
  if (!to) return;
  event.preventDefault();
  event.stopPropagation();
  to.focus();
}

/** Opens a menu at that point, or under what has the focus; calls Closed() on the program when it closes. */
export function open(menu, program, x, y) {
  if (!menu.program) {
    menu.addEventListener("keydown", onKey);
    menu.addEventListener("click", event => { if (event.target.closest("[role^=menuitem]")) menu.hidePopover(); });
    menu.addEventListener("toggle", event => { if (event.newState === "closed") menu.program.invokeMethodAsync("Closed"); });
  }
  menu.program = program;
  if (!x && !y && document.activeElement) {
    const from = document.activeElement.getBoundingClientRect();
    x = getComputedStyle(menu).direction === "rtl" ? from.right : from.left;
    y = from.bottom + 4;
  }
  menu.showPopover();
  place(menu, x, y);
  items(menu)[0]?.focus();
}
