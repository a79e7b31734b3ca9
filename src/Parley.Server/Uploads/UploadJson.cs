using System.Text.Json.Serialization;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>How an <see cref="Upload"/> lies on disk beside its bytes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Upload))]
internal sealed partial class UploadJson : JsonSerializerContext;
