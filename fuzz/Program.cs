using Parley.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["afl"]:
        Fuzzer.OutOfProcess.Run(LineTarget.Run);
        return 0;
    case ["libfuzzer"]:
        Fuzzer.LibFuzzer.Run(LineTarget.Run);
        return 0;
    case ["corpus", _, ..]:
        string[] files = [.. args.Skip(1).SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path) : [path]).Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            Console.WriteLine(file);
            LineTarget.Run(File.ReadAllBytes(file));
        }
        Console.WriteLine($"{files.Length} files, and nothing wrong");
        return files.Length > 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("afl | libfuzzer | corpus PATH...   (see fuzz/README.md)");
        return 2;
}
