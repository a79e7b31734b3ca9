namespace Parley.Client.Accounts;

/// <summary>Has the browser make or show a passkey.</summary>
/// <param name="options">What is asked for: https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson or
/// https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson.</param>
/// <returns>The answer: https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson or
/// https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson. Null: the person did not want to, or could not. It does not throw.</returns>
public delegate Task<byte[]?> AskAuthenticator(byte[] options);
