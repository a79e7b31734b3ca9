// What a page needs of the browser and Blazor does not give: keys, scrolling, dialogs, what is remembered.

export function remembered(key) { try { return localStorage.getItem(key); } catch { return null; } }
export function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* a private window forgets */ } }

/** Enter sends what stands in the box, Shift+Enter breaks the line, and the box grows with its text. */
export function watchEntry(program, box) {
  const grow = () => {
    box.style.height = "auto";
    box.style.height = Math.min(box.scrollHeight + 2, innerHeight * 0.4) + "px";
  };
  const send = async () => {
    const text = box.value;
    if (!text.trim()) return;
    box.value = "";
    grow();
    if (!await program.invokeMethodAsync("Send", text) && !box.value) { box.value = text; grow(); }
  };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  box.form.addEventListener("submit", event => { event.preventDefault(); send(); box.focus(); });
  focusEntry(box);
}

/** Keeps the list at its end while it is there, and tells the program when the reader leaves the end or returns. */
export function watchEnd(program, list) {
  let atEnd = true;
  let expected = -1;
  const toEnd = () => { list.scrollTop = list.scrollHeight; expected = list.scrollTop; };
  const follow = () => { if (atEnd) toEnd(); };
  list.addEventListener("scroll", () => {
    if (list.scrollTop === expected) return;
    const now = list.scrollHeight - list.scrollTop - list.clientHeight < 48;
    if (now === atEnd) return;
    atEnd = now;
    program.invokeMethodAsync("EndReached", now);
  }, { passive: true });
  const sizes = new ResizeObserver(follow);
  sizes.observe(list);
  sizes.observe(list.firstElementChild);
  list.toEnd = () => { atEnd = true; toEnd(); program.invokeMethodAsync("EndReached", true); };
  toEnd();
}

export function toEnd(list) { list.toEnd?.(); }

export function openDialog(dialog) { if (!dialog.open) dialog.showModal(); }

/** Tells the program when the page is hidden, and when it is looked at again. */
export function watchSight(program) {
  document.addEventListener("visibilitychange", () => program.invokeMethodAsync("Seen", !document.hidden));
}

/** Says in the tab and in the address where the person is; a null address stays as it is. */
export function showPlace(title, address) {
  document.title = title;
  if (address !== null && location.hash !== address) history.replaceState(null, "", address);
}

/** Tells the program when the person writes another room into the address, or follows a link to one. */
export function watchAddress(program) {
  addEventListener("hashchange", () => program.invokeMethodAsync("AddressChanged", location.href));
}

export function focusEntry(box) { if (matchMedia("(pointer: fine)").matches) box.focus(); }
