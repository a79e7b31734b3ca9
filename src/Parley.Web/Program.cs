using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Parley.Web.Accounts;
using Parley.Web.Emojis;
using Parley.Web.Entry;
using Parley.Web.Files;
using Parley.Web.Messages;
using Parley.Web.Notifications;
using Parley.Web.Returning;
using Parley.Web.Settings;
using Parley.Web.Shell;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton(TimeProvider.System);
KeptPreferences kept = await SettingsScript.LoadAsync();
builder.Services.AddSingleton(kept);
builder.Services.AddSingleton(await FormatScript.LoadAsync(hours: kept.Current.Clock is { Length: > 0 } hours ? int.Parse(hours, CultureInfo.InvariantCulture) : 0));
builder.Services.AddScoped<AccountScript>();
builder.Services.AddScoped<Entrance>();
builder.Services.AddScoped<NotificationScript>();
builder.Services.AddScoped<Page>();
builder.Services.AddScoped<PasskeyScript>();
builder.Services.AddScoped<FileScript>();
builder.Services.AddScoped<LogScript>();
builder.Services.AddScoped<KeptEnds>();
builder.Services.AddScoped<EntryScript>();
builder.Services.AddScoped<EmojiShelf>();
await builder.Build().RunAsync();

[SupportedOSPlatform("browser")]
internal sealed partial class Program;
