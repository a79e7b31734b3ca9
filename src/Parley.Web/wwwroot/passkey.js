// Makes and shows passkeys. What is asked and what is answered is JSON as WebAuthn has it, in UTF-8.

/** Whether this browser can do that on this page: it came by HTTPS, or from this machine. */
export function canUse() { return isSecureContext && !!globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON; }

/** Makes one; null: the person did not want to, or could not. */
export function make(options) {
  return ask(options, ["clientDataJSON", "attestationObject"],
    publicKey => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }));
}

/** Shows one; null likewise. */
export function show(options) {
  return ask(options, ["clientDataJSON", "authenticatorData", "signature", "userHandle"],
    publicKey => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) }));
}

// Only what the server looks at goes over the wire.
async function ask(options, wanted, credential) {
  try {
    const { id, response } = (await credential(JSON.parse(new TextDecoder().decode(options)))).toJSON();
    return new TextEncoder().encode(JSON.stringify({ id, response: Object.fromEntries(wanted.map(name => [name, response[name]])) }));
  } catch {
    return null;
  }
}
