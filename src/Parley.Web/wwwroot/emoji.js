// The emoji's names, fetched when they are first needed, and those that were used on this device.
const key = "parley.emoji";

export async function load(language) {
  const answer = await fetch(`emoji/${language}.txt`);
  if (!answer.ok) throw new Error(`emoji: ${answer.status}`);
  return answer.text();
}

export function kept() { try { return localStorage.getItem(key); } catch { return null; } }
export function keep(text) { try { localStorage.setItem(key, text); } catch { /* a private window forgets */ } }
