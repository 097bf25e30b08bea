// The assemblies that test sources compile against: those this process runs on, so that nothing is downloaded.
using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Verification;

internal static class TestReferences
{
    public static ImmutableArray<MetadataReference> Framework { get; } = Load();

    /// <summary>All of the shared framework.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Framework,
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(f => IsManaged(f) && !Framework.Any(r => r.Display == f)).Select(f => MetadataReference.CreateFromFile(f)),
    ];

    public static MetadataReference Runtime { get; } = MetadataReference.CreateFromFile(typeof(MemallocAttribute).Assembly.Location);

    public static ImmutableArray<MetadataReference> Roslyn { get; } =
    [
        MetadataReference.CreateFromFile(typeof(Compilation).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(CSharpCompilation).Assembly.Location),
    ];

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        return image.HasMetadata;
    }

    private static ImmutableArray<MetadataReference> Load()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] names =
        [
            "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable",
            "System.Linq", "System.Linq.Expressions", "System.Memory", "System.Threading", "System.Threading.Tasks.Parallel", "System.Console", "netstandard",
        ];
        return [.. names.Select(n => MetadataReference.CreateFromFile(Path.Combine(folder, n + ".dll")))];
    }
}
