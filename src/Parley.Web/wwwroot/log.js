// The list of messages: it stays where its reader is, whatever comes above or below, and follows what is said while they are at its end.
// The place is held by the messages that are in sight, not by a distance: after each change the first of them that is still there
// gets the height back that it had.

const Near = 48;          // px from the end that still count as the end
const Restless = 250;     // ms between two words to the program about what is in sight
const Rest = 50;          // ms after the first frame that belong to what the person does next
const Dwell = 40;         // ms that the pointer rests on a message before it gets its tools

/** Watches a list whose messages have the class "entry" and a data-key. The program has Seen, EndReached, Older, Newer, GapSeen, ToEnd and Attend.
 *  Returns the list's height. */
export function watch(program, list) {
  const rows = list.firstElementChild;
  const entries = rows.getElementsByClassName("entry");
  let atEnd = true, expected = -1, anchors = [], asking = true, timer = 0, told = "", attended = null, dwell = 0;

  // When another conversation has taken the list's place, nobody is there any more to hear it.
  const report = async (...what) => { if (list.isConnected) await program.invokeMethodAsync(...what); };
  const top = () => list.getBoundingClientRect().top;

  /** The first message that ends below that height, by halving: all heights are known after one layout. */
  function firstBelow(height) {
    let low = 0, high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].getBoundingClientRect().bottom > height) high = middle; else low = middle + 1;
    }
    return low;
  }

  function remember() {
    const from = top(), to = from + list.clientHeight;
    anchors = [];
    for (let i = firstBelow(from); i < entries.length && anchors.length < 40; i++) {
      const at = entries[i].getBoundingClientRect().top;
      if (at >= to) break;
      anchors.push({ entry: entries[i], key: entries[i].dataset.key, at: at - from });
    }
  }

  function toEnd() {
    list.scrollTop = list.scrollHeight;
    expected = list.scrollTop;
  }

  const find = key => { for (const entry of entries) if (entry.dataset.key === key) return entry; return null; };

  // The end of a part of the history that lies open is not where people speak.
  const isAtEnd = () => !list.dataset.apart && list.scrollHeight - list.scrollTop - list.clientHeight < Near;

  /** After a change: back to the end, or to where the reader was. */
  function settle() {
    if (list.dataset.apart) setAtEnd(false);
    if (atEnd) toEnd();
    else {
      let anchor = anchors.find(one => one.entry.isConnected);
      // A message that was drawn anew is another element.
      for (let i = 0; !anchor && i < anchors.length; i++) {
        const entry = find(anchors[i].key);
        if (entry) anchor = { entry, at: anchors[i].at };
      }
      if (anchor) {
        const moved = anchor.entry.getBoundingClientRect().top - top() - anchor.at;
        if (Math.abs(moved) >= 1) { list.scrollTop += moved; expected = list.scrollTop; }
      }
      // One that is not drawn has no end.
      if (list.clientHeight) setAtEnd(isAtEnd());
    }
    remember();
    look();
  }

  function setAtEnd(now) {
    if (now === atEnd) return;
    atEnd = now;
    report("EndReached", now);
  }

  async function ask(method) {
    asking = true;
    try { await report(method); } catch { /* the page is being closed */ }
    // The program has drawn by then, and what it drew was settled.
    setTimeout(() => { asking = false; look(); }, 50);
  }

  /** What is in sight, what is nearly, and what the program should hear of it. */
  function look() {
    if (!timer) timer = setTimeout(() => { timer = 0; tell(); }, Restless);
    if (asking || !list.isConnected) return;
    const left = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (list.dataset.older && list.scrollTop < list.clientHeight) ask("Older");
    else if (list.dataset.newer && left < list.clientHeight) ask("Newer");
  }

  function tell() {
    if (!list.isConnected || document.hidden) return;
    const from = top(), to = from + list.clientHeight;
    let last = firstBelow(to - 24);
    if (last >= entries.length) last = entries.length - 1;
    else if (entries[last].getBoundingClientRect().top > to - 24) last--;
    const line = rows.querySelector(".unread-line");
    const above = !!line && line.getBoundingClientRect().bottom < from;
    const now = (entries[last]?.dataset.key ?? "") + above;
    if (last >= 0 && now !== told) { told = now; report("Seen", entries[last].dataset.key, above); }
    const gap = rows.querySelector(".gap:not(.lost)");
    if (gap && gap.getBoundingClientRect().bottom > from - list.clientHeight && gap.getBoundingClientRect().top < to + list.clientHeight)
      report("GapSeen", gap.dataset.key);
  }

  list.addEventListener("scroll", () => {
    if (list.scrollTop === expected) return;
    expected = -1;
    setAtEnd(isAtEnd());
    remember();
    look();
  }, { passive: true });

  new MutationObserver(settle).observe(rows, { childList: true });
  // What could not be had before may be had now.
  new MutationObserver(look).observe(list, { attributeFilter: ["data-older", "data-newer"] });
  const sizes = new ResizeObserver(settle);
  sizes.observe(list);
  sizes.observe(rows);
  document.addEventListener("visibilitychange", look);

  // The message under the pointer or with the focus gets its tools.
  function attend(entry) {
    clearTimeout(dwell);
    if (entry === attended) return;
    dwell = setTimeout(() => {
      attended = entry;
      report("Attend", entry?.dataset.key ?? null);
    }, Dwell);
  }
  // What is done about a message in a dialog is still about that one, and the focus comes back to its tools.
  const isInDialog = element => !!element?.closest("dialog");
  list.addEventListener("pointerover", event => { if (event.pointerType === "mouse") attend(event.target.closest(".entry") ?? attended); });
  list.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") attend(list.contains(document.activeElement) ? document.activeElement.closest(".entry") : isInDialog(document.activeElement) ? attended : null); });
  list.addEventListener("focusin", event => attend(event.target.closest(".entry")));
  list.addEventListener("focusout", event => { if (!list.contains(event.relatedTarget) && !isInDialog(event.relatedTarget)) attend(null); });

  function focus(index) {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, index))];
    if (!entry) return;
    entry.focus({ preventScroll: true });
    const box = entry.getBoundingClientRect(), from = top(), to = from + list.clientHeight;
    if (box.top < from) list.scrollTop -= from - box.top;
    else if (box.bottom > to) list.scrollTop += Math.min(box.bottom - to, box.top - from);
  }

  list.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = event.target.closest(".entry");
    if (event.key === "Escape" && entry && event.target !== entry) { entry.focus({ preventScroll: true }); return; }
    if (event.target !== list && event.target !== entry) return;
    const at = entry ? [].indexOf.call(entries, entry) : -1;
    const last = firstBelow(top() + list.clientHeight - 24);
    switch (event.key) {
      case "ArrowUp": focus(at < 0 ? last : at - 1); break;
      case "ArrowDown": focus(at < 0 ? last : at + 1); break;
      case "PageUp": case "PageDown": {
        const height = entry ? entry.getBoundingClientRect().top : 0;
        list.scrollTop += (event.key === "PageUp" ? -0.9 : 0.9) * list.clientHeight;
        if (entry) focus(firstBelow(Math.max(top(), height)));
        break;
      }
      case "Home": list.scrollTop = 0; focus(0); break;
      case "End": report("ToEnd"); break;
      case "Enter": if (entry) { entry.querySelector(".tools button")?.focus(); break; } return;
      default: return;
    }
    event.preventDefault();
  });

  list.log = {
    toEnd() { atEnd = false; setAtEnd(true); toEnd(); remember(); look(); },
    show(key) {
      const entry = find(key);
      if (!entry) return false;
      setAtEnd(false);
      list.scrollTop += entry.getBoundingClientRect().top - top() - Math.max(0, (list.clientHeight - entry.offsetHeight) / 3);
      expected = list.scrollTop;
      remember();
      look();
      return true;
    },
    light(key) {
      const entry = find(key);
      if (!entry) return;
      entry.classList.remove("lit");
      void entry.offsetWidth;
      entry.classList.add("lit");
      entry.focus({ preventScroll: true });
      setTimeout(() => entry.classList.remove("lit"), 3000);
    },
    tellAgain() { told = ""; look(); },
    leave() { sizes.disconnect(); clearTimeout(timer); clearTimeout(dwell); document.removeEventListener("visibilitychange", look); },
  };
  toEnd();
  remember();
  // What fills the screen is painted before there is more of it.
  painted(() => { asking = false; look(); });
  return list.clientHeight;
}

/** Calls back when the next frame was painted and nothing else waited for it; soon, where no frame comes. */
function painted(then) {
  let done = false;
  const once = () => { if (!done) { done = true; then(); } };
  requestAnimationFrame(() => setTimeout(once, Rest));
  setTimeout(once, 250);
}

export function toEnd(list) { list.log?.toEnd(); }

/** Has the program told what is in sight, though it was told before. */
export function tellAgain(list) { list.log?.tellAgain(); }

/** Brings a message into sight, and the focus to it; false when it is not in the list. */
export function show(list, key, lit) {
  const shown = list.log?.show(key) ?? false;
  if (shown && lit) list.log.light(key);
  return shown;
}

export function leave(list) { list?.log?.leave(); }
