using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Terminal;

namespace Parley.Operating.Exports;

/// <summary><c>parley import FILE</c>: what <c>parley export</c> has written.</summary>
internal static class ImportCommand
{
    // Of the lines of a question: what stands around them is short.
    private const int MostBytes = ControlCommand.MaxQuestion - 1024;

    private static readonly Argument<string> Source = new("FILE") { Description = "What parley export has written. -: standard input." };

    public static Command Create()
    {
        var command = new Command("import", "Brings messages and events of an export into what a server keeps, each once, while it runs or not.") { Source };
        HouseOptions.AddTo(command);
        command.SetAction((asked, stop) => Operation.WithSettingsAsync(asked, options => RunAsync(asked, options, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, ParleyOptions options, CancellationToken stop)
    {
        var all = new ImportAnswer(0, 0, 0);
        string? problem = null;
        try
        {
            string path = asked.GetRequiredValue(Source);
            using TextReader file = path == "-" ? Console.In : new StreamReader(path);
            await using HouseDoor house = await new House(options).OpenAsync(ImportCommands.Import.MayFound);
            await foreach (ImportQuestion lines in ReadAsync(file, stop))
            {
                (ImportAnswer? done, problem) = await house.AskAsync(ImportCommands.Import, lines, stop);
                if (done is null)
                    break;
                all = new ImportAnswer(all.Added + done.Added, all.Known + done.Known, all.Other + done.Other);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            problem = e.Message;
        }
        await asked.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{all.Added} messages and events are kept now, {all.Known} were already."));
        if (problem is null)
            return ExitCode.Done;
        await asked.InvocationConfiguration.Error.WriteLineAsync(problem);
        return ExitCode.Failed;
    }

    private static async IAsyncEnumerable<ImportQuestion> ReadAsync(TextReader file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var lines = new List<ExportLine>();
        int number = 0, bytes = 0;
        while (await file.ReadLineAsync(stop) is { } text)
        {
            number++;
            ExportLine line = Parse(text, number);
            // As it is sent, which is longer than in the file.
            int size = JsonSerializer.SerializeToUtf8Bytes(line, ControlCommand.Form).Length + 1;
            if (bytes + size > MostBytes && lines.Count > 0)
            {
                yield return new ImportQuestion(number - lines.Count, lines);
                (lines, bytes) = ([], 0);
            }
            lines.Add(line);
            bytes += size;
        }
        if (lines.Count > 0)
            yield return new ImportQuestion(number - lines.Count + 1, lines);
    }

    private static ExportLine Parse(string text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<ExportLine>(text, ExportLine.Form) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Line {number} is no line of an export: {e.Message}", e);
        }
    }
}
