using Parley.Load;

return new LoadCommand().Parse(args).Invoke();
