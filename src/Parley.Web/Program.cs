using System.Runtime.Versioning;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Parley.Web.Files;
using Parley.Web.Messages;
using Parley.Web.Settings;
using Parley.Web.Shell;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(await FormatScript.LoadAsync(hours: 0));
builder.Services.AddScoped<Page>();
builder.Services.AddScoped<FileScript>();
builder.Services.AddScoped<LogScript>();
await builder.Build().RunAsync();

[SupportedOSPlatform("browser")]
internal sealed partial class Program;
