using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Parley.Web.Files;
using Parley.Web.Shell;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddScoped<Page>();
builder.Services.AddScoped<FileScript>();
await builder.Build().RunAsync();
