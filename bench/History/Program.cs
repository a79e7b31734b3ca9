using System.CommandLine;
using System.Globalization;
using Parley.HistoryBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var folder = new Argument<DirectoryInfo>("folder") { Description = "The data folder." };
var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 10_000_000 };
var rooms = new Option<int>("--rooms") { DefaultValueFactory = _ => 1000 };
var make = new Command("make", "Fills a data folder with messages, as people would have said them over three years.") { folder, messages, rooms };
make.SetAction((parsed, stop) => Filling.RunAsync(parsed.GetRequiredValue(folder), parsed.GetValue(messages), parsed.GetValue(rooms), stop));

var port = new Option<int>("--port") { DefaultValueFactory = _ => 6667 };
var asked = new Option<int>("--questions") { DefaultValueFactory = _ => 1000, Description = "Of each kind." };
var warmup = new Option<int>("--warmup") { DefaultValueFactory = _ => 1000, Description = "Questions of each kind that are asked first and not counted." };
var ask = new Command("ask", "Asks a server that runs on such a folder for parts of its history, and measures the answers on the wire.") { port, rooms, asked, warmup };
ask.SetAction((parsed, stop) => Asking.RunAsync(parsed.GetValue(port), parsed.GetValue(rooms), parsed.GetValue(asked), parsed.GetValue(warmup), stop));

return await new RootCommand("Measures a long history.") { make, ask }.Parse(args).InvokeAsync();
