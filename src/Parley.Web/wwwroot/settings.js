// What the person has set: kept in this browser, and shown at once. start.js does the same before the program is there.

const key = "parley.preferences";
let kept = null;

/** The JSON that is kept, or null. */
export function read() {
  try { return localStorage.getItem(key) ?? kept; } catch { return kept; }
}

/** Keeps it, and has the page look so. */
export function keep(json) {
  kept = json;
  try { localStorage.setItem(key, json); } catch { /* a private window forgets */ }
  look(JSON.parse(json));
}

// Another page of this browser has set something.
addEventListener("storage", event => { if (event.key === key && event.newValue) look(JSON.parse(event.newValue)); });
