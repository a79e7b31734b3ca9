namespace Parley.Core.Passkeys;

/// <summary>Why a passkey was not taken.</summary>
public enum PasskeyProblem
{
    /// <summary>It was.</summary>
    None,

    /// <summary>What the client sent is nothing that can be read.</summary>
    Unreadable,

    /// <summary>The challenge was answered before, or too late.</summary>
    ChallengeOver,

    /// <summary>A passkey was shown where one was to be made, or the other way round.</summary>
    OtherCeremony,

    /// <summary>It answers another challenge.</summary>
    OtherChallenge,

    /// <summary>It was made or shown on a page of another site, or in a frame of one.</summary>
    OtherOrigin,

    /// <summary>It is one for another host.</summary>
    OtherHost,

    /// <summary>The authenticator did not see anybody, or not who they are.</summary>
    NobodySeen,

    /// <summary>Its key is of a kind that is not known here, or too large.</summary>
    UnknownKey,

    /// <summary>There is no such passkey, or it is not the asked account's.</summary>
    UnknownPasskey,

    /// <summary>The signature is not by its key.</summary>
    BadSignature,

    /// <summary>It has signed less often than before: there are two of it.</summary>
    Copied,

    /// <summary>The account has it already.</summary>
    Known,

    /// <summary>The account has as many as it may.</summary>
    TooMany,
}
