// The implementation assemblies of the framework for one system.
using System.Reflection.PortableExecutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.LayoutTables;

/// <summary>A folder of implementation assemblies, and the processor that they are for.</summary>
/// <param name="Name">The package, or "running".</param>
/// <param name="Target">The processor.</param>
/// <param name="Directory">Where the assemblies are, at any depth.</param>
internal sealed record Pack(string Name, LayoutTarget Target, string Directory)
{
    /// <summary>The version of the packs, which the project file downloads.</summary>
    public const string Version = "10.0.12";

    private static readonly (string Runtime, LayoutTarget Target)[] s_systems =
    [
        ("linux-x64", LayoutTarget.X64), ("win-x64", LayoutTarget.X64), ("linux-arm64", LayoutTarget.Arm64), ("osx-arm64", LayoutTarget.Arm64),
    ];

    // The one pack that feeds do not hold.
    private static readonly (string, string) s_unpublished = ("Microsoft.NETCore.App.Runtime.NativeAOT.", "osx-arm64");

    /// <summary>Those of CoreCLR and of NativeAOT, whose core libraries are not the same.</summary>
    public static IReadOnlyList<Pack> All(string packages) =>
    [
        .. from runtime in new[] { "Microsoft.NETCore.App.Runtime.", "Microsoft.NETCore.App.Runtime.NativeAOT." }
           from system in s_systems
           where (runtime, system.Runtime) != s_unpublished
           let name = runtime + system.Runtime
           select new Pack(name, system.Target, Path.Combine(packages, name.ToLowerInvariant(), Version, "runtimes", system.Runtime)),
    ];

    /// <summary>The framework that this program runs on.</summary>
    public static Pack Running { get; } = new(
        "running",
        System.Runtime.Intrinsics.X86.X86Base.IsSupported ? LayoutTarget.X64 : LayoutTarget.Arm64,
        Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    /// <summary>The reference assemblies that come with the SDK, of the same major version.</summary>
    public static string ReferencePack { get; } = System.IO.Directory
        .EnumerateDirectories(Path.Combine(Running.Directory, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"), $"{Environment.Version.Major}.*")
        .Order(StringComparer.Ordinal).Last();

    public IReadOnlyList<MetadataReference> References() => References(Directory);

    public static IReadOnlyList<MetadataReference> References(string directory) =>
        [.. System.IO.Directory.EnumerateFiles(directory, "*.dll", SearchOption.AllDirectories).Where(IsManaged).Select(file => MetadataReference.CreateFromFile(file))];

    private static bool IsManaged(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        return image.HasMetadata;
    }
}
