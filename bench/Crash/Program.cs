using Parley.Crash;

return await new CrashCommand().Parse(args).InvokeAsync();
