using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>What a sender says of the file that follows.</summary>
/// <param name="Name">As it came: never to be trusted. Null: none.</param>
/// <param name="Type">The media type without parameters. Null: none that says anything.</param>
/// <param name="Size">In bytes. Null: not announced.</param>
/// <param name="Owner">Null: nobody who is connected.</param>
internal sealed record NewUpload(string? Name, string? Type, long? Size, UploadOwner? Owner);
