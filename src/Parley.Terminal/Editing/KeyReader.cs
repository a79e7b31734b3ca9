namespace Parley.Terminal.Editing;

/// <summary>Reads keys on a thread of its own: the framework has no way to wait for one but to block.</summary>
internal static class KeyReader
{
    /// <summary>Calls back with each key until the console ends. The thread ends with the process.</summary>
    /// <param name="echo">Whether the terminal shows what is typed by itself, because nobody else does.</param>
    /// <param name="pressed">Called on that thread.</param>
    /// <param name="ended">There will be no more keys.</param>
    public static void Start(bool echo, Action<ConsoleKeyInfo> pressed, Action ended)
    {
        var thread = new Thread(() =>
        {
            try
            {
                while (true)
                    pressed(Console.ReadKey(intercept: !echo));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                ended();
            }
        })
        {
            IsBackground = true,
            Name = "keys",
        };
        thread.Start();
    }
}
