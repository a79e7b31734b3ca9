using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Core.Storage;

namespace Parley.Server.Control;

/// <summary>Something that the one who runs the server can ask of it, by <c>POST /control/NAME</c> or in the process itself.</summary>
public abstract class ControlCommand
{
    /// <summary>The most bytes of a question, as it is written.</summary>
    public const int MaxQuestion = 256 * 1024;

    /// <summary>How questions and answers are written.</summary>
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        // It goes into no page of HTML, and text of most languages would become three times as long.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private protected ControlCommand(string name) => Name = name;

    /// <summary>Such as <c>account/list</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it makes sense where no server has kept anything yet.</summary>
    public bool MayFound { get; internal init; }

    /// <summary>Does what was asked in JSON, and answers in JSON.</summary>
    /// <exception cref="JsonException">The question is none.</exception>
    internal abstract Task<byte[]> RunAsync(ServerState server, ReadOnlyMemory<byte> question);
}

/// <inheritdoc cref="ControlCommand"/>
/// <typeparam name="TQuestion">What is asked.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public sealed class ControlCommand<TQuestion, TAnswer> : ControlCommand
    where TQuestion : notnull
{
    private readonly Func<Desk, TQuestion, Task<ControlAnswer<TAnswer>>> _run;

    internal ControlCommand(string name, Func<Desk, TQuestion, Task<ControlAnswer<TAnswer>>> run)
        : base(name) => _run = run;

    /// <summary>Does what was asked.</summary>
    internal async Task<ControlAnswer<TAnswer>> RunAsync(ServerState server, TQuestion question)
    {
        using var desk = new Desk(server);
        try
        {
            return await _run(desk, question);
        }
        catch (StorageException e)
        {
            return new(default, e.Message);
        }
    }

    /// <inheritdoc/>
    internal override async Task<byte[]> RunAsync(ServerState server, ReadOnlyMemory<byte> question)
        => JsonSerializer.SerializeToUtf8Bytes(
            await RunAsync(server, JsonSerializer.Deserialize<TQuestion>(question.Span, Form) ?? throw new JsonException("The question is null.")), Form);
}

/// <summary>What came of a command: a value, or a problem.</summary>
/// <param name="Value">What was asked for, if there is no problem.</param>
/// <param name="Problem">Why not, as a sentence for the one who asked. Null: it was done.</param>
public readonly record struct ControlAnswer<T>(T? Value, string? Problem)
{
    /// <summary>It was not done.</summary>
    public static implicit operator ControlAnswer<T>(Problem problem) => new(default, problem.Text);

    /// <summary>It was done.</summary>
    public static implicit operator ControlAnswer<T>(T value) => new(value, null);
}

/// <summary>Why a command was not carried out.</summary>
/// <param name="Text">A sentence for the one who asked.</param>
public readonly record struct Problem(string Text);

/// <summary>A question or an answer that says nothing.</summary>
public sealed record Nothing;
