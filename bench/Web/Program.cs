using System.CommandLine;
using System.Globalization;
using Parley.WebBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var parley = new Option<FileInfo>("--parley") { DefaultValueFactory = _ => new FileInfo("parley"), Description = "The program to measure; the one of the sources, when it is run in their folder." };
var shots = new Option<DirectoryInfo?>("--pictures") { Description = "Where a picture of the page is left after each measure." };

var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 200, Description = "Messages a second." };
var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 50 };
var stream = new Command("stream", "Somebody reads along in a room in which much is said: how long the page stood still.") { rate, seconds };
stream.SetAction((parsed, _) => RunAsync(parsed, null, place => Streaming.RunAsync(place, parsed.GetValue(rate), parsed.GetValue(seconds))));

var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 100_000 };
var memory = new Command("memory", "The memory of the page while it receives many messages.") { messages };
memory.SetAction((parsed, _) => RunAsync(parsed, null, place => Memory.RunAsync(place, parsed.GetValue(messages))));

var times = new Option<int>("--times") { DefaultValueFactory = _ => 30 };
var turn = new Command("switch", "From the click on another room to its messages on screen.") { times };
turn.SetAction((parsed, _) => RunAsync(parsed, null, place => Turning.SwitchAsync(place, parsed.GetValue(times))));

var data = new Argument<DirectoryInfo>("folder") { Description = "A data folder that bench/History has made." };
var open = new Command("open", "From the wish for a room with a long history, not entered yet, to its messages on screen.") { data, times };
open.SetAction((parsed, _) => RunAsync(parsed, parsed.GetRequiredValue(data), place => Turning.OpenAsync(place, parsed.GetValue(times))));

var visits = new Option<int>("--times") { DefaultValueFactory = _ => 5 };
var start = new Command("start", "From the address to the first words on screen, and to typing a message: a first visit and the next one, here and on a slow link with a slow processor.") { visits };
start.SetAction((parsed, _) => RunAsync(parsed, null, place => Starting.RunAsync(place, parsed.GetValue(visits))));

var root = new RootCommand("Measures the web client in Chromium, with the server beside it.") { stream, memory, turn, open, start };
root.Options.Add(parley);
root.Options.Add(shots);
parley.Recursive = shots.Recursive = true;
return await root.Parse(args).InvokeAsync();

async Task<int> RunAsync(ParseResult parsed, DirectoryInfo? folder, Func<Place, Task> measure)
{
    await using Place place = await Place.StartAsync(parsed.GetRequiredValue(parley).FullName, folder);
    await measure(place);
    if (parsed.GetValue(shots) is { } pictures)
        await place.PictureAsync(Path.Combine(pictures.FullName, parsed.CommandResult.Command.Name + ".png"));
    return 0;
}
